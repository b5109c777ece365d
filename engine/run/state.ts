import type { CallResult, Json, Outcome, Values, WaitFor } from "../contract";

export type Status = "running" | "completed" | "failed" | "cancelled" | "expired";
export type { CallResult };

/** Where an interaction stands between two bursts: plain JSON, kept with the interaction, upgraded by `format`. */
export type State = {
  format: 1;
  status: Status;
  outcome: Outcome | null;
  call_result: CallResult | null;
  interaction_id: string;
  flow_version: number;
  seed: string;
  started_at: string;
  variables: Values;
  call: {
    phase: "none" | "dialing" | "live" | "ended";
    from: string | null;
    to: string | null;
    answered_by: "human" | "machine" | "unknown" | null;
    /** The step visit that dialled it: what an earlier call of the interaction still says is no news. */
    visit?: number;
  };
  /** The step that is running; null once the interaction is over. */
  cursor: { step: string; visit: number; memory: Json } | null;
  wait: { for: WaitFor; deadline: string } | null;
  /** Documents rendered so far; each is one turn, and names the place the caller comes back to. */
  turn: number;
  /** Step visits so far, and how many of the last ones in a row were the same step. */
  visits: number;
  in_a_row: { step: string; count: number };
};

/** What a burst did, in order; reports, pages and the API read these. */
export type EngineEvent =
  | { event: "step_entered"; visit: number; step: string; component: string; at: string }
  | { event: "step_left"; visit: number; exit: string; at: string; error?: { code: string; message: string } }
  | { event: "step_warning"; visit: number; code: string; message: string }
  | { event: "variable_set"; visit: number; name: string; value: Json }
  | { event: "interaction_ended"; status: Status; outcome: Outcome; at: string };

export function isTerminal(state: State): boolean {
  return state.status !== "running";
}
