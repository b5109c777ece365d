import type { WhoAnswered } from "../answering/listening";
import type { AgentOffer, CallResult, EndedTry, Json, Outcome, Values, WaitFor } from "../contract";

export type Status = "running" | "completed" | "failed" | "cancelled" | "expired";
export type { CallResult };

/** An interaction between two bursts: plain JSON, stored with it; `format` allows upgrades. */
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
    /** The keys that reached the contact's extension. */
    send_digits?: string;
    answered_by: "human" | "machine" | "unknown" | null;
    /** The step visit that dialled it; reports of an earlier call of the interaction are ignored by it. */
    visit?: number;
    /** Which of the visit's tries it is; absent: the first. */
    try?: number;
  };
  /** The step that is running; null once the interaction is over. `offer`: to the agents who are rung for it. */
  cursor: { step: string; visit: number; memory: Json; offer?: AgentOffer } | null;
  /** `fetches`: the contact is being taken out of the document that it hears. */
  wait: { for: WaitFor; deadline: string; fetches?: true } | null;
  /** Documents made so far. The addresses of a document carry its turn, by which a request from an older one is recognised. */
  turn: number;
  /** Step visits so far, and how many of the last ones in a row were the same step. */
  visits: number;
  in_a_row: { step: string; count: number };
};

/** What a burst did, in order; reports, the studio and the API read these. */
export type EngineEvent =
  | { event: "step_entered"; visit: number; step: string; component: string; at: string }
  | {
      event: "step_left";
      visit: number;
      exit: string;
      at: string;
      error?: { code: string; message: string };
      /** Who answered, and what told so. */
      answered?: WhoAnswered;
    }
  /** A try of a step that dials, and when its next one is made. */
  | { event: "try_ended"; visit: number; number: number; result: EndedTry["result"]; at: string; next_at: string }
  | { event: "step_warning"; visit: number; code: string; message: string }
  | { event: "variable_set"; visit: number; name: string; value: Json }
  | { event: "interaction_ended"; status: Status; outcome: Outcome; at: string };

/**
 * The state for a burst to change. What a burst replaces as a whole, variables' values and a step's memory, is shared with the
 * state before it: `structuredClone` of everything took a fiftieth of a call's time.
 */
export function copyState(state: State): State {
  const { variables, call, cursor, wait, in_a_row } = state;
  return {
    ...state,
    variables: { ...variables },
    call: { ...call },
    cursor: cursor && { ...cursor },
    wait: wait && { ...wait },
    in_a_row: { ...in_a_row },
  };
}

export function isTerminal(state: State): boolean {
  return state.status !== "running";
}
