import fc from "fast-check";
import { expect, it } from "vitest";
import type { FlowDefinition } from "@/engine/definition/schema";
import { LIMITS } from "@/engine/limits";
import { isTerminal } from "@/engine/run/state";
import {
  applyChoice,
  type Choice,
  possibleChoices,
  type Simulation,
  secondsBetween,
  startSimulation,
} from "@/engine/simulate";
import { flow, registry, STARTED, setup } from "./world";

const ends = ["call", "menu", "look_up", "rest", "announce", "agent", "end"];
const target = fc.constantFrom(...ends);

/** The test flow with every exit leading anywhere: most of them loop, some dial again or end at once. */
const wiring = fc.record({
  call: fc.record({ answered: target, invalid_number: target, busy: target, no_answer: target }),
  menu: fc.record({ ok: target, timeout: target }),
  look_up: fc.record({ ok: target, timeout: target }),
  rest: fc.record({ ok: target }),
  announce: fc.record({ ok: target }),
  agent: fc.record({ no_answer: target, invalid_number: target, finished: target }),
});

function wired(exits: Record<string, Record<string, string>>): FlowDefinition {
  const { steps } = flow();
  return flow(Object.fromEntries(Object.entries(exits).map(([id, to]) => [id, { ...steps[id], exits: to }])));
}

const DIGITS = ["1", "12", "1234", "#", "*#"];

/** Picks a way through: one number a choice, over and over. */
function play(definition: FlowDefinition, picks: readonly number[]): { simulation: Simulation; choices: Choice[] } {
  let simulation = startSimulation(registry, definition, setup);
  const taken: Choice[] = [];
  const most = LIMITS.steps_per_interaction * 3;
  for (let turn = 0; !isTerminal(simulation.state); turn++) {
    expect(turn, "the run must end").toBeLessThan(most);
    const pick = picks[turn % picks.length] ?? 0;
    const options = possibleChoices(simulation);
    expect(options.length, "what runs can go on").toBeGreaterThan(0);
    const option = options[pick % options.length];
    if (!option) throw new Error("No option.");
    const digits = DIGITS[pick % DIGITS.length] ?? "1";
    const choice = option.choice.does === "presses" ? { ...option.choice, digits } : option.choice;
    taken.push(choice);
    simulation = applyChoice(registry, definition, simulation, choice);
  }
  return { simulation, choices: taken };
}

it("any choices end any flow within its limits, and the same choices give the same simulation", () => {
  const picks = fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(wiring, picks, (exits, chosen) => {
      const definition = wired(exits);
      const { simulation, choices: taken } = play(definition, chosen);
      expect(simulation.visits.length).toBeLessThanOrEqual(LIMITS.steps_per_interaction + 1);
      expect(secondsBetween(STARTED, simulation.now)).toBeLessThanOrEqual((48 + 4) * 3600);
      expect(simulation.visits.every(({ left_at, exit }) => left_at !== null && exit !== null)).toBe(true);
      const again = taken.reduce(
        (made, choice) => applyChoice(registry, definition, made, choice),
        startSimulation(registry, definition, setup),
      );
      expect(again).toEqual(simulation);
      expect(JSON.parse(JSON.stringify(simulation))).toEqual(JSON.parse(JSON.stringify(again)));
    }),
    { numRuns: 50, seed: 1 },
  );
});
