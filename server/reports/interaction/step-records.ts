import type { EndedTry } from "@/engine/contract";
import type { EngineEvent } from "@/engine/run/state";

export type StepRecord = {
  step: string;
  component: string;
  exit: string | null;
  entered_at: string;
  left_at: string | null;
  error?: { code: string; message?: string };
  /** Tries of a step that dials which others followed; absent where there was only one. */
  tries?: TryRecord[];
};
export type TryRecord = { number: number; result: EndedTry["result"]; at: string; next_at: string };

/**
 * The steps that an interaction took, in order. `withMessages` false: leaves out the messages of errors, which can quote the value of
 * a sensitive variable (the number that was refused).
 */
export function stepsOf(events: EngineEvent[], withMessages: boolean): StepRecord[] {
  const visits = new Map<number, StepRecord>();
  for (const event of events) {
    if (event.event === "step_entered") {
      const { step, component, at } = event;
      visits.set(event.visit, { step, component, exit: null, entered_at: at, left_at: null });
    }
    if (event.event === "try_ended") {
      const { number, result, at, next_at } = event;
      const step = visits.get(event.visit);
      if (step) step.tries = [...(step.tries ?? []), { number, result, at, next_at }];
    }
    const visit = event.event === "step_left" ? visits.get(event.visit) : undefined;
    if (event.event !== "step_left" || !visit) continue;
    visit.exit = event.exit;
    visit.left_at = event.at;
    if (event.error) visit.error = withMessages ? event.error : { code: event.error.code };
  }
  return [...visits.values()];
}
