import type { Draft } from "@/engine/edit/draft";
import reportAProblem from "@/prisma/seed/report-a-problem.json";

export const demo = (): Draft => structuredClone({ ...reportAProblem, layout: {} }) as unknown as Draft;

/** A flow of calls, announcements and forwards that branch, meet again and lead back. */
export function largeFlow(count: number): Draft {
  const draft = demo();
  const { call_customer, announce, call_agent, end, trigger } = draft.steps;
  const at = (index: number) => (index < count - 1 ? `step_${index}` : "end");
  draft.steps = { trigger: { ...trigger!, exits: { ok: "step_1" } } };
  for (let index = 1; index < count - 1; index++) {
    const name = `Step ${index}`;
    const next = at(index + 1);
    draft.steps[at(index)] =
      index % 3 === 0
        ? { ...announce!, name, exits: { ok: next } }
        : index % 3 === 1
          ? { ...call_customer!, name, exits: { answered: next, busy: at(index + 7), no_answer: at(index + 2) } }
          : { ...call_agent!, name, exits: { no_answer: next, invalid_number: index % 11 ? "end" : at(index - 1) } };
  }
  draft.steps.end = end!;
  return draft;
}
