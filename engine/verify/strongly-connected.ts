import type { Edge, Node } from "./graph";

/**
 * Strongly connected components over the edges that `through` lets pass (Tarjan, without recursion: a flow can be 1,000
 * steps deep). Each comes after all those its edges lead to.
 */
export function stronglyConnected(nodes: readonly Node[], through: (edge: Edge) => boolean): Node[][] {
  const found: Node[][] = [];
  const order = new Map<Node, number>();
  const low = new Map<Node, number>();
  const stack: Node[] = [];
  const open = new Set<Node>();
  const begin = (node: Node) => {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    stack.push(node);
    open.add(node);
    return { node, edges: node.edges.filter(through), next: 0 };
  };
  const lower = (node: Node, to: number) => low.set(node, Math.min(low.get(node) ?? to, to));
  for (const root of nodes) {
    if (order.has(root)) continue;
    const work = [begin(root)];
    for (let frame = work.at(-1); frame; frame = work.at(-1)) {
      const edge = frame.edges[frame.next++];
      if (edge && !order.has(edge.to)) work.push(begin(edge.to));
      else if (edge && open.has(edge.to)) lower(frame.node, order.get(edge.to) ?? 0);
      if (edge) continue;
      work.pop();
      const parent = work.at(-1);
      if (parent) lower(parent.node, low.get(frame.node) ?? 0);
      if (low.get(frame.node) !== order.get(frame.node)) continue;
      const component = stack.splice(stack.lastIndexOf(frame.node));
      for (const node of component) open.delete(node);
      found.push(component);
    }
  }
  return found;
}
