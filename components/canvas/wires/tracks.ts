import { APART, LEAST_APART } from "../layout/geometry";

type Span = { from: number; to: number; wire: string };

/**
 * The lines that wires already run along, in one direction: at which coordinate, and from where to where. It answers whether
 * a wire may run there without lying on another.
 */
export class Tracks {
  readonly #spans = new Map<number, Span[]>();

  take(wire: string, at: number, from: number, to: number): void {
    const key = keyOf(at);
    const span: Span = from < to ? { from, to, wire } : { from: to, to: from, wire };
    const spans = this.#spans.get(key);
    if (spans) spans.push(span);
    else this.#spans.set(key, [span]);
  }

  isFree(wire: string, at: number, from: number, to: number, apart: number): boolean {
    const [low, high] = from < to ? [from, to] : [to, from];
    const key = keyOf(at);
    const reach = Math.ceil(apart / LEAST_APART) - 1;
    for (let near = key - reach; near <= key + reach; near++) {
      // Two wires in one line, end to end, would look like one.
      for (const span of this.#spans.get(near) ?? [])
        if (span.from < high + APART && low < span.to + APART && span.wire !== wire) return false;
    }
    return true;
  }
}

const keyOf = (at: number): number => Math.round(at / LEAST_APART);
