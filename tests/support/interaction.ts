/** An interaction as the API shows it, with its path in one line: `step.exit step.exit …`. */
export type Interaction = {
  interaction_id: string;
  status: string;
  outcome: string | null;
  call_result: string | null;
  waiting: { until: string; code: string; message?: string } | null;
  steps: {
    step: string;
    component: string;
    exit: string | null;
    entered_at: string;
    left_at: string | null;
    error?: { code: string };
    tries?: { number: number; result: string; at: string; next_at: string }[];
  }[];
  path: string;
};

export function interactionOf(body: unknown): Interaction {
  const read = body as Omit<Interaction, "path">;
  return { ...read, path: read.steps.map(({ step, exit }) => `${step}.${exit ?? ""}`).join(" ") };
}
