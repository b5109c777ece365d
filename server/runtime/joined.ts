import type { Forward } from "@/engine/contract";
import type { LegFacts, Snapshot } from "../ports/store";

/** The forward in the document that the caller is in, where the interaction waits for one. */
export function presentForward({ document, state }: Snapshot): Forward | undefined {
  if (state.wait?.for !== "forward" || document?.turn !== state.turn) return undefined;
  return document.verbs.find((verb): verb is Forward => verb.verb === "forward");
}

/**
 * Whether contact and agent were joined (docs/carriers.md, "Forwarding"): the accept key decides where the forward asks for one, else
 * the carrier's word on the bridge where it gives one, else whether the leg was answered; never the dial's status.
 */
export function isJoined(forward: Forward | undefined, leg: LegFacts | undefined, bridged: boolean | null): boolean {
  if (forward?.accept_key !== undefined) return leg?.accepted ?? false;
  return bridged ?? leg?.answered ?? false;
}
