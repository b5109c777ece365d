import { BoundedMap } from "@/engine/bounded-map";
import type { Binding } from "../ports/store";

/** The first event of a call follows its 201 within seconds. */
const MOST = 2000;

/**
 * Calls that this process has bound to their attempts, or is about to: the carrier's answer to the dial named them. The
 * first event of such a call says nothing more, and need not go to the database.
 */
export class Bound {
  readonly #calls = new BoundedMap<string, { call: string; bound: Promise<boolean> }>(MOST);

  /** `binding`: what the database is making of it. */
  add(token: string, call: string, binding: Promise<Binding>): void {
    const bound = binding.then(
      ({ result, cancelRequested }) => (result === "bound" || result === "bound_now") && !cancelRequested,
      () => false,
    );
    this.#calls.set(token, { call, bound });
  }

  /** Whether this is the attempt's own call, durably, and nobody wants it ended. False: this process does not know. */
  async has(token: string, call: string): Promise<boolean> {
    const known = this.#calls.get(token);
    return known?.call === call && known.bound;
  }
}
