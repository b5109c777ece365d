import type { CallbackMiss } from "@/engine/contract";
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
  /** When the last call of each of the group's numbers (E.164) was over, ISO 8601, where that is asked for (`longest_idle`). */
  last_calls?: Readonly<Record<string, string>>;
  /** Numbers, E.164, of the agents whose phone rings or who are in a call, for any callback. */
  busy: string[];
};

export type RingGroup = {
  strategy: "in_order" | "all_at_once" | "longest_idle";
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
  /** The contact waits on the line, and everybody is rung so often; absent: it waits to be called back. */
  rounds_left?: number;
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
  /** The calls of agents who had accepted it before, and whose contact was not reached; absent: there are none. */
  earlier?: string[];
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
      /** The contact waits on the line; `rounds`: how often everybody is rung. */
      live: boolean;
      rounds?: number;
    }
  | { do: "accept"; visit: number; attempt: string }
  | { do: "requeue"; visit: number; why: CallbackMiss; pause_seconds: number }
  | { do: "join"; visit: number }
  | { do: "end"; visit: number; reason: string };
