import { registry } from "@/components/flow/registry";
import { backtest, type Difference, differenceOf, type Recording } from "@/engine/backtest";
import type { FlowDefinition } from "@/engine/definition/schema";
import type { Work } from "@/engine/work";
import { askFirst, askingOf } from "../../flows/asking/ask-first";

/** Units of work of one backtest; its interactions take some hundred each, and a flow that takes more must not hold a worker for hours. */
export const MOST_WORK = 100_000_000;

const NOT_KEPT: Difference = {
  is: "unknown",
  key: "? version",
  step: null,
  message: "It cannot be said what comes: the version that the call ran cannot be read any more.",
};

const cannotAsk = (why: string): Difference => ({
  is: "unknown",
  key: "? asking",
  step: null,
  message: `It cannot be said what comes: the button asks first, and the draft cannot. ${why}`,
});

/** A draft as a call of the version would have run it: with the question in it, where the version asked first for a button. */
export function draftFor(version: FlowDefinition, draft: FlowDefinition): ReturnType<typeof askFirst> {
  const asking = askingOf(version);
  return asking ? askFirst(draft, asking) : { ok: true, flow: draft };
}

/** The first difference that the draft makes to an interaction; null where there is none. Throws a WorkError where `work` has none left. */
export function tryDraft(
  version: FlowDefinition | null,
  draft: FlowDefinition,
  recording: Recording,
  work: Work,
): Difference | null {
  if (!version) return NOT_KEPT;
  const made = draftFor(version, draft);
  if (!made.ok) return cannotAsk(made.why);
  return differenceOf(registry, version, made.flow, backtest(registry, version, made.flow, recording, work));
}
