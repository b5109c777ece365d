import type { Registry } from "../contract";
import { type FlowDefinition, parseDefinition } from "../definition/schema";
import type { Draft } from "../edit/draft";
import { type ExitOf, exitLabel } from "../edit/exits";
import { LIMITS } from "../limits";
import { isTerminal } from "../run/state";
import { applyChoice, nextChoice, type Setup, type Simulation, startSimulation } from "../simulate";
import { Work, WorkError } from "../work";
import { type Distance, distancesTo } from "./distances";
import { isHangUp } from "./exits-to-take";
import { likelyChoices, textsIn } from "./likely-choices";

/** A whole run that takes an exit, or why none was made, in a sentence for an admin. */
type FoundWay = { found: true; simulation: Simulation } | { found: false; why: string };

/** Choices that one search tries: a tenth of a second for the largest flow of the demo. */
const MOST_TRIED = 3000;
/** Of those, with what the request usually brings, and with each other draw, moment or value. */
const MOST_FIRST = 600;
const MOST_OTHERS = 80;
/** Choices of one run, from its start to its end. */
const LONGEST = 200;
/** What is tried where chance, the clock or a value decides. */
const SEEDS = ["2", "3", "4", "5", "6", "7", "8"];
/** Morning, noon and evening of a week, in UTC, and a day that is a holiday nearly everywhere. */
const MOMENTS = [
  ...[5, 6, 7, 8, 9, 10, 11].flatMap((day) =>
    [8, 12, 20].map((hour) => new Date(Date.UTC(2026, 0, day, hour)).toISOString()),
  ),
  "2026-01-01T12:00:00.000Z",
];

/**
 * Looks for a run that takes an exit: what the parties may do is tried step by step, what is nearest to the exit on the verifier's paths
 * first. The run goes on to its end by itself.
 */
export function findWay(registry: Registry, draft: Draft, goal: ExitOf, setup: Setup): FoundWay {
  const parsed = parseDefinition(registry, draft);
  if (!parsed.ok) return { found: false, why: "The draft cannot run yet. Put its problems right first." };
  const distances = distancesTo(registry, draft, goal);
  if (!distances.has(draft.start)) return { found: false, why: "No way through the flow leads there." };
  const search = new Search(registry, parsed.definition, goal, distances);
  try {
    const simulation = search.run(setup);
    return simulation
      ? { found: true, simulation }
      : { found: false, why: whyNot(registry, draft, goal, search.nearest) };
  } catch (error) {
    if (!(error instanceof WorkError)) throw error;
    return { found: false, why: "The flow's texts and patterns take too much work to look for a way." };
  }
}

/** Who is rung is not tried: any number that the request brings is as good as another. */
const isNumber = (value: string): boolean => value.startsWith("+");

class Search {
  /** The step that came nearest to the goal, and the exit by which the way would have gone on. */
  nearest: (Distance & { step: string }) | null = null;
  private tried = 0;
  private readonly seen = new Set<string>();
  private readonly work = new Work(LIMITS.script_work, "too much");

  constructor(
    private readonly registry: Registry,
    private readonly definition: FlowDefinition,
    private readonly goal: ExitOf,
    private readonly distances: ReadonlyMap<string, Distance>,
  ) {}

  run(setup: Setup): Simulation | null {
    const first = this.from(setup, MOST_FIRST);
    if (first) return first;
    for (const other of this.otherSetups(setup)) {
      if (this.tried >= MOST_TRIED) return null;
      const simulation = this.from(other, MOST_OTHERS);
      if (simulation) return simulation;
    }
    return null;
  }

  /** Other draws and moments, and for other arguments the values that stand in the step at which the way has ended, and the numbers. */
  private *otherSetups(setup: Setup): Generator<Setup> {
    for (const seed of SEEDS) yield { ...setup, seed };
    for (const started_at of MOMENTS) yield { ...setup, started_at };
    const at = this.nearest && this.definition.steps[this.nearest.step];
    const given = Object.entries(setup.arguments);
    const numbers = given.flatMap(([, value]) => (isNumber(value) ? value : []));
    for (const text of [...new Set([...numbers, ...(at ? textsIn(at) : [])])])
      for (const [name, value] of given)
        if (!isNumber(value)) yield { ...setup, arguments: { ...setup.arguments, [name]: text } };
  }

  private from(setup: Setup, most: number): Simulation | null {
    const last = Math.min(MOST_TRIED, this.tried + most);
    const first = startSimulation(this.registry, this.definition, setup, this.work);
    this.note(first);
    if (this.isThere(first)) return this.ended(first);
    const open = [first];
    for (let simulation = open.shift(); simulation; simulation = open.shift()) {
      const { cursor } = simulation.state;
      const step = cursor && this.definition.steps[cursor.step];
      if (!step || !this.isNew(simulation)) continue;
      for (const choice of likelyChoices(simulation, step)) {
        if (this.tried++ >= last) return null;
        const next = applyChoice(this.registry, this.definition, simulation, choice, this.work);
        this.note(next);
        if (this.isThere(next)) return this.ended(next);
        if (this.distanceOf(next) !== null) open.push(next);
      }
      open.sort((a, b) => this.distanceOf(a)! - this.distanceOf(b)!);
    }
    return null;
  }

  private isThere({ visits }: Simulation): boolean {
    const { step, exit } = this.goal;
    const any = isHangUp(this.definition as Draft, this.goal);
    return visits.some((visit) => visit.exit === exit && (any || visit.step === step));
  }

  /** Null where no way leads on to the goal. */
  private distanceOf({ state }: Simulation): number | null {
    return (state.cursor && this.distances.get(state.cursor.step)?.steps) ?? null;
  }

  private note({ visits }: Simulation): void {
    for (const { step } of visits) {
      const distance = this.distances.get(step);
      if (distance && (!this.nearest || distance.steps < this.nearest.steps)) this.nearest = { step, ...distance };
    }
  }

  /** False for a simulation that stands where another one stood. */
  private isNew({ state, agent, setup }: Simulation): boolean {
    const { cursor, call, variables, wait } = state;
    const place = JSON.stringify([setup, cursor?.step, cursor?.memory, wait?.for, call.phase, agent?.phase, variables]);
    if (this.seen.has(place)) return false;
    this.seen.add(place);
    return true;
  }

  /** Goes on with what usually happens; null where that does not end. */
  private ended(simulation: Simulation): Simulation | null {
    let now = simulation;
    for (let taken = 0; taken < LONGEST; taken++) {
      if (isTerminal(now.state)) return now;
      const choice = nextChoice(now, USUAL);
      if (!choice) return null;
      now = applyChoice(this.registry, this.definition, now, choice, this.work);
    }
    return null;
  }
}

const USUAL = {
  customer: { does: "answers" },
  agent: { does: "answers", talks: 60, ends: "agent" },
  answers: {},
} as const;

function whyNot(registry: Registry, draft: Draft, goal: ExitOf, nearest: Search["nearest"]): string {
  const step = nearest?.step ?? draft.start;
  const exit = nearest?.exit ?? goal.exit;
  const label = exitLabel(registry, draft.steps[step], exit);
  return `“${draft.steps[step]?.name ?? step}” was never left by “${label}”: that hangs on a value, an answer or a time that was not found. Play it in a run and save that as a test.`;
}
