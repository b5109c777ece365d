import type { NamedFacts, NamedKind, SoleKind } from "../contract";

/** The account's resources by kind and name. */
export type AccountNames = Record<NamedKind | SoleKind, ReadonlyMap<string, NamedFacts>>;

/** A path: steps with the exit taken from each, `error` after a fault; the last step's exit is "". */
export type FlowPath = { step: string; exit: string }[];

export type Problem = {
  /** Errors block publishing. */
  severity: "error" | "warning";
  /** Stable and snake_case. */
  code: string;
  /** For the admin: the step by its name, and what to do. */
  message: string;
  /** Null: the flow as a whole. */
  step: string | null;
  /** The cell in the step (or flow), such as `["config", "message", "text"]`, `["exits", "busy"]`, `["on_error"]`. */
  field: string[];
  /** Nothing is wrong: it is only not done yet. Absent for what is wrong as it stands. */
  missing?: true;
  /** A shortest path from the trigger on which the problem shows. */
  path?: FlowPath;
};

export const NOTHING_NAMED: AccountNames = {
  number: new Map(),
  prompt: new Map(),
  connection: new Map(),
  function: new Map(),
  calendar: new Map(),
  ring_group: new Map(),
  salesforce: new Map(),
};
