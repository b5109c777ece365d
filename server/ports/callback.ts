import type { AttemptStatus } from "./attempt-status";
import type { AccountId } from "./ids";
import type { RingDecision, RingProof } from "./rings";

/** What callbacks and ring groups need of storage; each method is one round trip. */
export interface CallbackStore {
  ringGroupWork(account: AccountId, group: string): Promise<RingGroupWork>;
  /** Writes a call to an agent; false where the callback no longer waits for one, since another agent was faster. */
  ringAgent(account: AccountId, callback: string, attempt: NewAgentCall): Promise<boolean>;
  /** No agent of this round has accepted: the next round begins after `pauseSeconds`. */
  endRound(account: AccountId, callback: string, pauseSeconds: number): Promise<void>;
  /** Sets when the subject is due again, unless something has made it due at once meanwhile. Null: it is not due any more. */
  lookAgain(
    account: AccountId,
    subject: "ring_group" | "callback",
    id: string,
    inSeconds: number | null,
  ): Promise<void>;
  agentCall(account: AccountId, token: string): Promise<AgentCall | null>;
  callback(account: AccountId, id: string): Promise<CallbackFacts | null>;
}

export type RingGroupWork = {
  now: string;
  group: RingGroup | null;
  /** Callbacks that wait for an agent: by priority, then by age. */
  callbacks: WaitingCallback[];
  /** Numbers, E.164, of the agents whose phone rings or who are in a call, for any callback. */
  busy: string[];
};

export type RingGroup = {
  strategy: "in_order" | "all_at_once";
  ring_seconds: number;
  time_zone: string;
  hours: { days: string[]; from: string; to: string }[];
  agents: { number: string; label: string }[];
};

export type WaitingCallback = {
  id: string;
  interaction: string;
  visit: number;
  from: string;
  give_up_at: string;
  /** Agents rung in this round. */
  tried: string[];
  next_round_at: string;
  /** An agent's phone rings for it. */
  rings: boolean;
  /** The contact is still in the call in which the callback was asked for. */
  on_phone: boolean;
};

export type NewAgentCall = {
  id: string;
  token: string;
  carrier_id: string;
  calls_per_second: number | null;
  /** As the ring group names the agent: E.164, with an extension where there is one. */
  agent: string;
  to: string;
  send_digits?: string;
  ring_seconds: number;
  drop_after_seconds: number;
  ring: RingProof;
  decision: RingDecision;
};

export type CallbackFacts = {
  id: string;
  interaction: string;
  visit: number;
  status: "waiting" | "accepted" | "joined" | "over";
  reason: string | null;
  language: string;
  accepted_attempt: string | null;
  was_joined: boolean;
  /** The agent who accepted is no longer on the line. */
  agent_left: boolean;
};

/** One call to an agent, and its callback. */
export type AgentCall = {
  id: string;
  carrier_id: string;
  call_id: string | null;
  status: AttemptStatus;
  ended: boolean;
  callback: CallbackFacts;
};

/** How a burst changes the callback of one step visit. `attempt`: the call of the agent who accepts. */
export type CallbackChange =
  | {
      do: "queue";
      id: string;
      visit: number;
      number: string;
      from: string;
      ring_group: string;
      priority: number;
      max_wait_seconds: number;
      language: string;
    }
  | { do: "accept"; visit: number; attempt: string }
  | { do: "join"; visit: number }
  | { do: "end"; visit: number; reason: string };
