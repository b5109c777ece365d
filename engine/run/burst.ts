import type { Effect, Registry, Resume, Verb } from "../contract";
import type { FlowDefinition } from "../definition/schema";
import type { EngineEvent, State } from "./state";

export type Advance = {
  state: State;
  events: EngineEvent[];
  effects: Effect[];
  /** What the caller hears next; absent where the caller's present document still stands. */
  verbs?: Verb[];
  /** False: the resume met an interaction that no longer waits for it, and nothing changed. */
  applied: boolean;
};

/** One burst's own working copy: the engine never changes what it was given. */
export type Burst = Advance & { registry: Registry; definition: FlowDefinition; resume: Resume; steps: number };
