import { setTimeout as pause } from "node:timers/promises";
import { eventLoopDelay } from "../../bench/first-loads";
import { median } from "../../bench/interleaved";
import { processorMs } from "../../bench/processor-time";
import type { Attack } from "./attack";
import { WAITS, type Waits } from "./neighbour";
import type { AttackWorld } from "./world";

const WINDOW_MS = 4000;
/** Between two inputs of one who attacks: each is the worst of its kind, and no flood. */
const BETWEEN_MS = 50;

/** What a window came to: the neighbour's waits and the product's processor time (its database included), in milliseconds. */
type Window = { waits: Waits; processor: number; lasted: number; busiest: number };
export type Answers = Map<string, number>;
type Round = { quiet: Window; attacked: Window };

export type Measured = {
  kind: string;
  answers: Answers;
  /** Medians over the rounds. */
  waits: Record<(typeof WAITS)[number], { quiet: { p99: number; longest: number }; attacked: Measured99 }>;
  failed: { quiet: number; attacked: number };
  /** Processor time that the product took more, in milliseconds a second, and the most that the web process spent in one piece. */
  processor: number;
  busiest: number;
};
type Measured99 = { p99: number; longest: number };

/** Sends an attack's inputs and nothing in turn, so that a machine whose speed changes over minutes changes both. */
export async function measure(world: AttackWorld, attack: Attack, rounds: number): Promise<Measured> {
  await world.renew();
  const once = await attack.prepare(world.attacker);
  const answers: Answers = new Map();
  const all: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    await world.settled();
    const quiet = await window(world, () => pause(WINDOW_MS));
    const attacked = await window(world, () => launch(attack.inFlight, once, answers));
    all.push({ quiet, attacked });
  }
  const middle = (of: (round: Round) => number) => median(all.map(of));
  const waits = WAITS.map((what) => {
    const both = (when: keyof Round) => ({
      p99: middle((round) => round[when].waits[what].p99),
      longest: middle((round) => round[when].waits[what].longest),
    });
    return [what, { quiet: both("quiet"), attacked: both("attacked") }] as const;
  });
  const total = (of: (round: Round) => number) => all.reduce((sum, round) => sum + of(round), 0);
  return {
    kind: attack.kind,
    answers,
    waits: Object.fromEntries(waits) as Measured["waits"],
    failed: {
      quiet: total(({ quiet }) => quiet.waits.failed),
      attacked: total(({ attacked }) => attacked.waits.failed),
    },
    processor: middle(({ quiet, attacked }) => 1000 * (share(attacked) - share(quiet))),
    busiest: Math.max(...all.map(({ attacked }) => attacked.busiest)),
  };
}

const share = ({ processor, lasted }: Window) => processor / lasted;

async function window(world: AttackWorld, meanwhile: () => Promise<unknown>): Promise<Window> {
  const { web, postmaster } = world;
  const used = () => processorMs(web.pid ?? 0) + processorMs(postmaster);
  await eventLoopDelay(web);
  await world.begin();
  const [before, began] = [used(), performance.now()];
  await meanwhile();
  const [processor, lasted] = [used() - before, performance.now() - began];
  const waits = await world.end();
  const { busiest } = await eventLoopDelay(web);
  return { waits, processor, lasted, busiest };
}

/** Sends inputs until the window is over, and waits for what they are answered. */
async function launch(inFlight: number, once: () => Promise<string>, answers: Answers): Promise<void> {
  const end = performance.now() + WINDOW_MS;
  const lane = async () => {
    do {
      const said = await once().catch((error: Error) => `broken off (${String(error.cause ?? error.message)})`);
      answers.set(said, (answers.get(said) ?? 0) + 1);
      await pause(BETWEEN_MS);
    } while (performance.now() < end);
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
}
