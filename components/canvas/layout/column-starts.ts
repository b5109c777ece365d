type Member = { size: number; wanted: number | null };

/**
 * Where the members of a column start, in their order and without overlap, as near as possible to where they are wanted. One
 * that is wanted nowhere follows the one before it.
 */
export function columnStarts(members: readonly Member[]): number[] {
  type Block = { sizes: number[]; sum: number; size: number };
  const blocks: Block[] = [];
  const startOf = ({ sum, sizes }: Block) => sum / sizes.length;
  for (const { size, wanted } of members) {
    const last = blocks.at(-1);
    let block: Block = { sizes: [size], sum: wanted ?? (last ? startOf(last) + last.size : 0), size };
    // Members that would overlap become one block, placed at the mean of their preferred places.
    for (let above = blocks.at(-1); above && startOf(above) + above.size > startOf(block); above = blocks.at(-1)) {
      blocks.pop();
      block = {
        sizes: [...above.sizes, ...block.sizes],
        sum: above.sum + block.sum - above.size * block.sizes.length,
        size: above.size + block.size,
      };
    }
    blocks.push(block);
  }
  return blocks.flatMap((block) => {
    let at = startOf(block);
    return block.sizes.map((size) => {
      const start = at;
      at += size;
      return start;
    });
  });
}
