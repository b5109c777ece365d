import type { Registry } from "../contract";
import type { FlowDefinition } from "../definition/schema";
import { exitTaken } from "../simulate/first-difference";
import type { Unanswered } from "./answer";
import type { Verdict } from "./backtest";
import type { Visit } from "./visits";

const WHY: Readonly<Record<Unanswered, string>> = {
  asks_anew: "it asks something that was not asked in the call",
  other_kind: "it waits for something else than the call did",
  other_number: "it rings another number",
  rings_longer: "it rings for longer than the phone rang",
  detects_machine: "it asks whether a machine answered, which the call did not",
  waits_otherwise: "it waits for another window before it rings",
  waits_longer: "it waits for longer than the call did",
  other_input: "it listens otherwise than the call did",
  other_keys: "it takes other keys than were asked for",
  other_agent: "it forwards to another number",
  accept_key: "it asks the agent for a key, or no longer does",
  other_request: "it asks for something else than the call did",
  other_callback: "it queues another callback",
  new_argument: "it takes an argument that the request did not have",
  not_reproducible: "the recording does not run as it did: a person was erased from it, or Patchcord has changed since",
  too_much_work: "it takes more work than one call may",
};

/** Why a draft's way cannot be told any further, to follow a colon. */
export const whyText = (why: Unanswered): string => WHY[why];

/** Where a draft leaves the way of a recording, or cannot be told to: what interactions with the same one have in common. */
export type Difference = {
  is: "other" | "unknown";
  /** The same for the same difference. */
  key: string;
  /** The step up to which, or in which, both went the same way; null at the very start. */
  step: string | null;
  /** A sentence for an admin. */
  message: string;
};

/** The first difference of a verdict; null where there is none. Steps and exits are named as the draft names them, those it lost by the version. */
export function differenceOf(
  registry: Registry,
  version: FlowDefinition,
  draft: FlowDefinition,
  verdict: Verdict,
): Difference | null {
  if (verdict.is === "same") return null;
  const { at, recorded, drafted } = verdict;
  const name = (step: string) => draft.steps[step]?.name ?? version.steps[step]?.name ?? step;
  if (verdict.is === "unknown") {
    const step = drafted[at]?.step ?? null;
    const where = step === null ? "" : ` in “${name(step)}”`;
    const message = `It cannot be said what comes${where}: ${WHY[verdict.why]}.`;
    return { is: "unknown", key: `? ${step ?? ""} ${verdict.why}`, step, message };
  }
  const [before, now] = [recorded[at], drafted[at]];
  if (before && now && before.step === now.step && before.component === now.component) {
    const exit = (definition: FlowDefinition, { step, exit: id }: Visit) => exitTaken(registry, definition, step, id);
    return {
      ...{ is: "other", key: `${before.step} .${before.exit} .${now.exit}`, step: before.step },
      message: `“${name(before.step)}” is left by ${exit(draft, now)}, no longer by ${exit(version, before)}.`,
    };
  }
  const last = drafted[at - 1] ?? recorded[at - 1];
  const after = last
    ? `After “${name(last.step)}”${last.exit ? ` (${exitTaken(registry, draft, last.step, last.exit)})` : ""}`
    : "At the start";
  const comes = now ? `comes “${name(now.step)}”` : "the flow ends";
  const came = before ? `“${name(before.step)}”` : "its end";
  return {
    ...{ is: "other", key: `${last?.step ?? ""} .${last?.exit ?? ""} ${before?.step ?? "/"} ${now?.step ?? "/"}` },
    step: last?.step ?? null,
    message: before || now ? `${after} ${comes}, no longer ${came}.` : "The same way ends with another outcome.",
  };
}
