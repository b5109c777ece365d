import type { EngineEvent } from "@/engine/run/state";

export type StepRecord = {
  step: string;
  component: string;
  exit: string | null;
  entered_at: string;
  left_at: string | null;
  error?: { code: string; message?: string };
};

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
    const visit = event.event === "step_left" ? visits.get(event.visit) : undefined;
    if (event.event !== "step_left" || !visit) continue;
    visit.exit = event.exit;
    visit.left_at = event.at;
    if (event.error) visit.error = withMessages ? event.error : { code: event.error.code };
  }
  return [...visits.values()];
}
