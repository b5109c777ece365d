import type { Effect, Registry, Resume, Verb } from "../contract";
import type { FlowDefinition } from "../definition/schema";
import type { Work } from "../work";
import type { EngineEvent, State } from "./state";

export type Advance = {
  state: State;
  events: EngineEvent[];
  effects: Effect[];
  /** The contact's next document; absent where the present one stays. */
  verbs?: Verb[];
  /** False: the interaction does not wait for this resume, and nothing changed. */
  applied: boolean;
};

/** The working copy of one burst; the engine never changes the state it was given. */
export type Burst = Advance & {
  registry: Registry;
  definition: FlowDefinition;
  resume: Resume;
  steps: number;
  /** What its steps have done together, at most LIMITS.burst_work. */
  work: Work;
};
