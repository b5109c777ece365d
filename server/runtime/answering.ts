import type { State } from "@/engine/run/state";
import type { Document } from "../ports/store";

/**
 * A webhook that waits for a document. `render` turns the new document, or null where a burst made none, into the answer
 * that is stored with the input, so that a redelivery gets it byte for byte. Until `until` (of `performance.now()`) a
 * later burst's document can still become the answer.
 */
export type Answering = {
  inputKey: string;
  until: number;
  render: (document: Document | null, state: State, flowVersion: string) => string | Promise<string>;
};
