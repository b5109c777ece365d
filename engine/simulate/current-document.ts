import type { Effect, Forward, Gather, Verb } from "../contract";
import type { Simulation } from "./simulation";

const NO_GATHER: Gather = {
  verb: "gather",
  input: "digits_or_speech",
  prompt: [],
  timeout_seconds: 5,
  finish_key: "",
};

type EffectOf<Name extends Effect["effect"]> = Extract<Effect, { effect: Name }>;

/** The last effect of a kind: the one that the interaction waits for. */
export function lastEffect<Name extends Effect["effect"]>({ effects }: Simulation, name: Name): EffectOf<Name> | null {
  return (effects.findLast(({ effect }) => effect === name) as EffectOf<Name> | undefined) ?? null;
}

/** The document that the contact's call is playing; null once another step runs that gave it none. */
export function currentDocument({ documents, state }: Simulation): { verbs: readonly Verb[]; at: string } | null {
  const last = documents.at(-1);
  return last && last.visit === state.cursor?.visit ? last : null;
}

/** The gather of the current document. A step that waits for input without one takes any input. */
export function currentGather(simulation: Simulation): Gather {
  return currentDocument(simulation)?.verbs.find((verb): verb is Gather => verb.verb === "gather") ?? NO_GATHER;
}

export function currentForward(simulation: Simulation): Forward | null {
  return currentDocument(simulation)?.verbs.find((verb): verb is Forward => verb.verb === "forward") ?? null;
}
