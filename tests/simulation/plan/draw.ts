// biome-ignore-all lint/suspicious/noThenProperty: part of the callee format.
import type { CalleeInput } from "@/server/sandbox-carrier/world/callee";
import { Random } from "../world/random";
import type { CallPlan, FaultPlan, Plan } from "./plan";

/** Agents of the base world's ring groups. */
export const AGENTS = ["+12025552900", "+12025552901", "+12025552902"];

/** Calls begin and faults strike within so long; then the world is left in peace. */
export const TROUBLE_MS = 15 * 60_000;

export type FlowOffer = {
  name: string;
  arguments: (random: Random, customer: string, agent: string) => Record<string, string>;
};

/** The longest that a fault can still be felt: a callback that the carrier has delayed by an hour. */
const FELT_MS = 65 * 60_000;

/** When a plan's last fault is surely over. */
export function calmAfter({ faults }: Plan): number {
  return faults.length > 0 ? TROUBLE_MS + FELT_MS : 0;
}

/** What a seed's world is like: all that is drawn before it begins, so that it can be made smaller. */
export function drawPlan(seed: number, flows: readonly FlowOffer[]): Plan {
  const random = new Random(seed, "plan");
  const slots = random.whole(1, 3);
  const count = random.chance(0.05) ? random.whole(15, 40) : random.whole(1, 9);
  const calls = Array.from({ length: count }, (_, at) => drawCall(random, at, flows)).sort((a, b) => a.at - b.at);
  const faults = Array.from({ length: random.whole(0, 8) }, () => drawFault(random, slots, count)).flat();
  if (random.chance(0.2)) faults.push(drawListed(random, calls));
  const listLagSeconds = random.pick([0, 0, 0, 3, 12]);
  const agents = Object.fromEntries(AGENTS.map((number) => [number, drawAgent(random)]));
  const callsPerSecond = random.pick([null, null, null, null, 1, 2]);
  return { seed, slots, listLagSeconds, callsPerSecond, calls, agents, faults };
}

function drawCall(random: Random, nth: number, flows: readonly FlowOffer[]): CallPlan {
  // Some of them are called twice or more at the same time.
  const customer = `+1202555${random.chance(0.2) ? 1000 + random.whole(0, 2) : 1100 + nth}`;
  const agent = `+1202555${random.chance(0.3) ? 2000 : 2100 + nth}`;
  const flow = random.pick(flows);
  return {
    at: Math.round(random.chance(0.5) ? random.between(0, 20_000) : random.between(0, TROUBLE_MS / 2)),
    flow: flow.name,
    arguments: flow.arguments(random, customer, agent),
    key: random.chance(0.7) ? `key-${nth}` : null,
    callees: { [customer]: drawPerson(random), [agent]: drawAgent(random) },
    cancelAfter: random.chance(0.2)
      ? Math.round(random.chance(0.5) ? random.between(0, 3000) : random.between(0, 60_000))
      : null,
  };
}

/** Mostly while a call to the number is about to be made. */
function drawListed(random: Random, calls: readonly CallPlan[]): FaultPlan {
  const { at, callees } = random.pick(calls);
  const number = random.pick([...Object.keys(callees), ...AGENTS]);
  return { do: "not_to_call", at: Math.round(at + random.between(0, random.chance(0.7) ? 5000 : 200_000)), number };
}

function drawPerson(random: Random): CalleeInput {
  const then = random.pick([
    "answer",
    "answer",
    "answer",
    "answer",
    "answer",
    "busy",
    "decline",
    "never",
    "machine",
    "fail",
  ] as const);
  const ring = Math.round(random.between(0, random.chance(0.1) ? 45 : 8) * 10) / 10;
  const actions: NonNullable<Extract<CalleeInput, { kind: "scripted" }>["actions"]> = [];
  const seconds = (most: number) => Math.round(random.between(0, most) * 10) / 10;
  if (random.chance(0.35))
    actions.push({
      on: random.pick(["answer", "say", "play", "gather", "dial", "bridge"] as const),
      after: seconds(20),
      do: "hang_up",
    });
  for (let keys = random.whole(0, 3); keys > 0; keys--)
    actions.push({
      on: "gather",
      after: seconds(6),
      do: "press",
      digits: random.pick(["1", "2", "9", "12", "123#", "*"]),
    });
  if (random.chance(0.2))
    actions.push({ on: "gather", after: seconds(4), do: "speak", text: random.pick(["yes", "billing", "hm"]) });
  // Somebody hangs up in the end, or the carrier's limit of four hours does.
  if (random.chance(0.85)) actions.push({ on: "bridge", after: seconds(120), do: "hang_up" });
  return { kind: "scripted", ring, then, actions };
}

function drawAgent(random: Random): CalleeInput {
  const person = drawPerson(random) as Extract<CalleeInput, { kind: "scripted" }>;
  const accepts = random.chance(0.7)
    ? [{ on: random.pick(["gather", "whisper"] as const), after: 1, do: "press" as const, digits: "1" }]
    : [];
  return {
    ...person,
    then: random.chance(0.6) ? "answer" : person.then,
    actions: [...accepts, ...(person.actions ?? [])],
  };
}

const CREATE = [...["error_500", "error_429", "hang", "lose_answer", "delay", "garble", "error_400"]] as const;

function drawFault(random: Random, slots: number, calls: number): FaultPlan[] {
  const slot = random.whole(0, slots - 1);
  const at = Math.round(random.between(0, TROUBLE_MS));
  const step = random.whole(1, 40 * calls);
  const kind = random.whole(0, 12);
  if (kind <= 2) return [{ do: "kill", slot, step, backAfter: Math.round(random.between(100, 40_000)) }];
  if (kind === 3) return [{ do: "pause", slot, step, ms: Math.round(random.between(500, 120_000)) }];
  if (kind === 4) return [{ do: "drain", slot, at, backAfter: Math.round(random.between(0, 20_000)) }];
  if (kind === 5)
    return [{ do: "skew", slot, at: random.chance(0.5) ? 0 : at, ms: Math.round(random.between(-90_000, 90_000)) }];
  if (kind <= 7)
    return [
      {
        ...{ do: "statement", slot, nth: random.whole(1, 20 * calls), ms: Math.round(random.between(500, 6000)) },
        effect: random.pick(["cut_before", "cut_after", "slow"] as const),
      },
    ];
  if (kind === 8) return [{ do: "database_away", at, ms: Math.round(random.between(200, 20_000)) }];
  if (kind === 9) return [{ do: "unreachable", at, ms: Math.round(random.between(500, 20_000)) }];
  return [{ do: "carrier", rule: drawRule(random) }];
}

function drawRule(random: Random) {
  const often = random.chance(0.5)
    ? { times: random.whole(1, 2) }
    : { probability: random.between(0.1, 0.6), seed: random.whole(1, 1e6) };
  const seconds = Math.round(random.chance(0.8) ? random.between(0.1, 15) : random.between(15, 3600));
  const operation = random.pick([
    "create",
    "create",
    "create",
    "callback",
    "callback",
    "document",
    "list",
    "fetch",
    "update",
  ] as const);
  if (operation === "create") {
    const effect = random.pick(CREATE);
    const placed = effect === "error_500" && random.chance(0.5) ? { placed: true } : {};
    const code = effect === "error_400" ? { code: random.pick([21211, 21210, 13227, 20001]) } : {};
    const wait = effect === "error_429" && random.chance(0.5) ? { retry_after: random.whole(1, 20) } : {};
    return { match: { operation }, effect, seconds: Math.min(seconds, 30), ...placed, ...code, ...wait, ...often };
  }
  if (operation === "callback")
    return {
      match: { operation },
      effect: random.pick(["drop", "lose_answer", "duplicate", "delay", "reorder"] as const),
      seconds,
      ...often,
    };
  if (operation === "document")
    return {
      match: { operation },
      effect: random.pick(["drop", "lose_answer", "duplicate", "delay"] as const),
      seconds: Math.min(seconds, 10),
      ...often,
    };
  return {
    match: { operation },
    effect: random.pick(["error_500", "error_429", "hang", "lose_answer", "delay"] as const),
    seconds: Math.min(seconds, 20),
    ...often,
  };
}
