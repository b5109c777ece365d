import type { Forward } from "@/engine/contract";
import type { LegFacts } from "../ports/attempt";
import type { Snapshot } from "../ports/interaction";
import type { ForwardReport } from "../ports/voice";

/** The forward in the document that the caller is in, where the interaction waits for one. */
export function presentForward({ document, state }: Snapshot): Forward | undefined {
  if (state.wait?.for !== "forward" || document?.turn !== state.turn) return undefined;
  return document.verbs.find((verb): verb is Forward => verb.verb === "forward");
}

/**
 * Whether contact and agent were joined (docs/carriers.md, "Forwarding"): the accept key decides where the forward asks for one, else
 * the carrier's word on the bridge where it gives one, else whether the leg was answered, by its own report or because the
 * forward was completed after some seconds of talk; never the dial's status alone.
 */
export function isJoined(
  forward: Forward | undefined,
  leg: LegFacts | undefined,
  report: ForwardReport | null = null,
): boolean {
  if (forward?.accept_key !== undefined) return leg?.accepted ?? false;
  const talked = report?.status === "completed" && (report.seconds ?? 0) > 0;
  return report?.bridged ?? (leg?.answered || talked);
}

/** True while the report on the agent's leg, which can come late, would tell more of whether and why the two were not joined. */
export function needsLegReport(
  forward: Forward | undefined,
  leg: LegFacts | undefined,
  { status, bridged }: ForwardReport,
): boolean {
  if (status === "failed") return !leg?.sip_code;
  return status === "completed" && bridged === null && !leg && forward?.accept_key === undefined;
}
