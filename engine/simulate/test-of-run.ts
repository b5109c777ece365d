import type { FlowTest } from "./flow-test";
import { pathOf, type Simulation } from "./simulation";

/** The test that repeats a run: its setup, every choice with its step, and the expected path and outcome. */
export function testOfRun(simulation: Simulation, name: string): Partial<FlowTest> {
  const { setup, takenChoices, state } = simulation;
  return {
    name: name.trim(),
    arguments: { ...setup.arguments },
    started_at: setup.started_at,
    seed: setup.seed,
    moves: takenChoices.map(({ step, choice }) => ({ step, choice })),
    expect: { path: pathOf(simulation), outcome: state.outcome },
  };
}
