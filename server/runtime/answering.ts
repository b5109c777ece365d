import type { State } from "@/engine/run/state";
import type { Document } from "../ports/interaction";

/**
 * A webhook that waits for a document. `render` makes its answer from the burst's document, or from null where the burst made
 * none; the answer is stored with the input, so that a redelivery gets the same bytes. Until `until` (by `performance.now()`) the
 * document of a later burst can still become the answer. `fallback`: the answer where nothing can be made of the input.
 */
export type Answering = {
  inputKey: string;
  until: number;
  fallback: () => string;
  render: (document: Document | null, state: State, flowVersion: string) => string | Promise<string>;
};
