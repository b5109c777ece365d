import type { FaultInput } from "@/server/sandbox-carrier/world/faults";

/** What goes wrong at the carrier while processes die: shares of all creates and callbacks, drawn from the seed. */
export function chaos(seed: number): FaultInput[] {
  const callback = { operation: "callback" } as const;
  const create = { operation: "create" } as const;
  return [
    { match: callback, effect: "duplicate", probability: 0.1, seed },
    { match: callback, effect: "reorder", probability: 0.05, seed: seed + 1 },
    { match: callback, effect: "delay", seconds: 4, probability: 0.05, seed: seed + 2 },
    { match: callback, effect: "drop", probability: 0.05, seed: seed + 3 },
    { match: { operation: "document" }, effect: "duplicate", probability: 0.05, seed: seed + 4 },
    { match: { operation: "document" }, effect: "lose_answer", probability: 0.03, seed: seed + 5 },
    { match: create, effect: "lose_answer", probability: 0.05, seed: seed + 6 },
    // The call rings before its 201 leaves: callbacks come early.
    { match: create, effect: "delay", seconds: 2, probability: 0.05, seed: seed + 7 },
    { match: create, effect: "error_500", probability: 0.02, seed: seed + 8 },
    { match: create, effect: "error_429", probability: 0.03, seed: seed + 9 },
    { match: create, effect: "garble", probability: 0.02, seed: seed + 10 },
  ];
}
