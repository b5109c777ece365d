import type { Effect, Registry, Resume, ResumeBody, Verb } from "../contract";
import type { FlowDefinition } from "../definition/schema";
import { plainTexts } from "../plain-text";
import type { Work } from "../work";
import { advance } from "./advance";
import { type Capabilities, unsupportedBy } from "./capabilities";
import { type HeldRing, heldBy, type MayRing, type RefusedRing, refusedBy } from "./refusal";
import { type EngineEvent, isTerminal, type State } from "./state";

/** What the caller of the engine has to know of account and carrier; the runtime and the simulator differ in nothing else. */
export type CallRules = {
  /** Whether a number may be rung. */
  mayRing: MayRing;
  /** What the call's carrier can do. */
  capabilities: Capabilities;
  /** The work that all bursts are part of; absent: each has its own limit only. */
  work?: Work;
};

/** One resume that was applied, and what it made. `verbs`: the contact's next document; null where it stays the present one. */
export type AppliedResume = {
  resume: Resume;
  state: State;
  events: EngineEvent[];
  effects: Effect[];
  verbs: Verb[] | null;
};

/**
 * All applied resumes together. `verbs`: the last document they made; null where the present one stays. `refused`: rings that the rules
 * refused. `held`: why their dial waits; null where it is to be made now.
 */
export type AppliedResumes = {
  state: State;
  applied: AppliedResume[];
  effects: Effect[];
  verbs: Verb[] | null;
  refused: RefusedRing[];
  held: HeldRing | null;
};

/**
 * Applies resumes in order, at one moment (ISO 8601). A number that the rules refuse never becomes an effect: the flow gets the
 * end of its dial, callback or forward as a further resume, and so it does for verbs that the carrier cannot do. Resumes that
 * nothing waits for are left out. Null: none was applied.
 */
export function applyResumes(
  registry: Registry,
  definition: FlowDefinition,
  { mayRing, capabilities, work }: CallRules,
  before: State | null,
  at: string,
  resumes: readonly ResumeBody[],
): AppliedResumes | null {
  const queue = [...resumes];
  const applied: AppliedResume[] = [];
  const refusedRings: RefusedRing[] = [];
  let held: HeldRing | null = null;
  let verbs: Verb[] | null = null;
  let state = before;
  for (let body = queue.shift(); body; body = queue.shift()) {
    // It is stored with what it makes, and others wrote it: carriers, services, functions, customers.
    const resume: Resume = plainTexts({ at, ...body });
    const advanced = advance(registry, definition, state, resume, work);
    if (!advanced.applied) continue;
    state = advanced.state;
    const waits = heldBy(advanced, mayRing, at);
    held = waits ?? held;
    const notRung = waits ? null : refusedBy(advanced, mayRing, at);
    if (notRung) refusedRings.push(notRung.ring);
    const refused = notRung?.resume ?? unsupportedBy(capabilities, advanced.verbs);
    if (refused) queue.unshift(refused);
    const heard = refused ? hangUpOf(advanced.verbs) : (advanced.verbs ?? null);
    if (advanced.verbs) verbs = heard;
    const effects = refused ? advanced.effects.filter(isPermitted) : advanced.effects;
    applied.push({ resume, state, events: advanced.events, effects, verbs: heard });
  }
  if (!state || applied.length === 0) return null;
  const kept = isTerminal(state) ? applied.map(onlyHangUp) : applied;
  return { state, applied: kept, effects: kept.flatMap(({ effects }) => effects), verbs, refused: refusedRings, held };
}

/** Of a refused document only the hang-up stays: a callback ends the present call in any case. */
function hangUpOf(verbs: Verb[] | undefined): Verb[] | null {
  const hangUp = verbs?.filter(({ verb }) => verb === "hang_up") ?? [];
  return hangUp.length > 0 ? hangUp : null;
}

/** Of a refused burst's effects, dials and callbacks are dropped. */
function isPermitted({ effect }: Effect): boolean {
  return effect !== "dial" && effect !== "queue_callback";
}

/** An interaction that is over starts nothing: of its effects only hang-ups stay. */
function onlyHangUp(applied: AppliedResume): AppliedResume {
  return { ...applied, effects: applied.effects.filter(({ effect }) => effect === "hang_up") };
}
