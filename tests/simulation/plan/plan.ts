import type { CalleeInput } from "@/server/sandbox-carrier/world/callee";
import type { FaultInput } from "@/server/sandbox-carrier/world/faults";

/** Milliseconds are of the world's time since its beginning. */
export type CallPlan = {
  at: number;
  /** Which of the base world's flows. */
  flow: string;
  arguments: Record<string, string>;
  /** Without one a lost answer is not asked for again. */
  key: string | null;
  callees: Record<string, CalleeInput>;
  /** The client cancels so long after it has the answer. */
  cancelAfter: number | null;
};

export type FaultPlan =
  /** kill -9 at the process's nth step over a border: before a statement or request leaves, or after it was done and before its answer. */
  | { do: "kill"; slot: number; step: number; backAfter: number }
  /** The machine stands still, and goes on as if nothing had been. */
  | { do: "pause"; slot: number; step: number; ms: number }
  /** SIGTERM: a deploy. */
  | { do: "drain"; slot: number; at: number; backAfter: number }
  | { do: "skew"; slot: number; at: number; ms: number }
  /** The nth statement of a process meets trouble. */
  | { do: "statement"; slot: number; nth: number; effect: "cut_before" | "cut_after" | "slow"; ms: number }
  | { do: "database_away"; at: number; ms: number }
  | { do: "carrier"; rule: FaultInput }
  /** Webhooks find nobody. */
  | { do: "unreachable"; at: number; ms: number }
  /** An admin puts a number on the do-not-call list. */
  | { do: "not_to_call"; at: number; number: string };

export type Plan = {
  seed: number;
  slots: number;
  listLagSeconds: number;
  /** The carrier row's pace; null: none. */
  callsPerSecond: number | null;
  calls: CallPlan[];
  /** What the agents of ring groups do when they are rung. */
  agents: Record<string, CalleeInput>;
  faults: FaultPlan[];
};
