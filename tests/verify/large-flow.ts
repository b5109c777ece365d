import type { PlacedStep } from "@/engine/definition/schema";
import type { Draft } from "@/engine/edit/draft";
import { dial, flow, forward, play } from "./flow";

/**
 * A flow of so many steps of the product's components: the call, then one message after another with a variable in it,
 * every tenth step a forward whose exits skip ahead or go back, 150 variables declared.
 */
export function largeFlow(count: number): Draft {
  const talk = count - 3;
  const name = (at: number) => (at < talk ? `s${at}` : "end");
  const steps: Record<string, PlacedStep> = { dial: dial({ answered: "s0" }) };
  for (let at = 0; at < talk; at++) {
    steps[name(at)] =
      at % 10 === 9
        ? forward({ no_answer: name(at + 1), invalid_number: name(at + 5), finished: name(at - 9) })
        : play({ ok: name(at + 1) }, `Part ${at} for {{ to }}: {{ interaction.started_at | date: "%H:%M" }}.`);
  }
  const names = Array.from({ length: 149 }, (_, at) => [`v${at}`, { type: "string" as const }]);
  return flow(steps, { variables: { to: { type: "string" }, ...Object.fromEntries(names) } });
}
