const VARIABLE = /\{\{\s*([a-z_]\w*(?:\.[a-z_]\w*)*)\s*\}\}/g;
const RAW = /\{%-?\s*(raw|comment)\s*-?%\}[\s\S]*?\{%-?\s*end\1\s*-?%\}/g;

/** A part of a template: one that only reads a variable (`interaction.id` too), or text and any other Liquid. */
export type TemplatePiece = { source: string; variable: string | null };

/** Cuts a template into pieces; their sources joined are the template again. */
export function templatePieces(template: string): TemplatePiece[] {
  const kept = [...template.matchAll(RAW)].map((block) => [block.index, block.index + block[0].length] as const);
  const pieces: TemplatePiece[] = [];
  let at = 0;
  for (const found of template.matchAll(VARIABLE)) {
    if (kept.some(([from, to]) => found.index >= from && found.index < to)) continue;
    if (found.index > at) pieces.push({ source: template.slice(at, found.index), variable: null });
    pieces.push({ source: found[0], variable: found[1] ?? null });
    at = found.index + found[0].length;
  }
  if (at < template.length) pieces.push({ source: template.slice(at), variable: null });
  return pieces;
}
