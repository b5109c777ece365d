import type { Effect, Registry, Resume, ResumeBody, Verb } from "@/engine/contract";
import type { FlowDefinition } from "@/engine/definition/schema";
import { PHONE_DATA_VERSION } from "@/engine/phone-number";
import { advance } from "@/engine/run/advance";
import type { Advance } from "@/engine/run/burst";
import { type Abilities, beyond } from "@/engine/run/capabilities";
import { refusedBy } from "@/engine/run/refusal";
import { isTerminal, type State } from "@/engine/run/state";
import type { AccountFacts, EventRow } from "../ports/store";
import { refusal } from "./policy";

/** Written beside every event, so that a replay under another engine or other data can say so. */
export const ENGINE_VERSION = `1 ${PHONE_DATA_VERSION} tzdata@${process.versions.tz}`;

export type Played = { state: State; rows: EventRow[]; effects: Effect[]; verbs: Verb[] | null };

/**
 * Applies resumes in order, and any refusal that the account's rules add to them: a number that may not ring never
 * leaves as an effect, but comes back to the engine as the dial's or forward's end, as does what the call's carrier cannot
 * do. Resumes nobody waits for leave no row.
 */
export function play(
  registry: Registry,
  definition: FlowDefinition,
  { facts, abilities }: { facts: AccountFacts; abilities: Abilities },
  from: { state: State | null; version: number },
  input: { key: string; at: string; resumes: ResumeBody[] },
): Played | null {
  const queue = [...input.resumes];
  const rows: EventRow[] = [];
  let effects: Effect[] = [];
  let verbs: Verb[] | null = null;
  let state = from.state;
  for (let body = queue.shift(); body; body = queue.shift()) {
    const resume: Resume = { at: input.at, ...body };
    const advanced = advance(registry, definition, state, resume);
    if (!advanced.applied) continue;
    state = advanced.state;
    rows.push(row(from.version + rows.length, input.key, rows.length, resume, advanced));
    const refused =
      refusedBy(advanced, (caller, callee) => refusal(facts, caller, callee)) ?? beyond(abilities, advanced.verbs);
    if (refused) queue.unshift(refused);
    effects.push(...advanced.effects.filter(({ effect }) => !(refused && REFUSED.has(effect))));
    if (advanced.verbs) verbs = refused ? hangUpOf(advanced.verbs) : advanced.verbs;
  }
  if (!state || rows.length === 0) return null;
  if (isTerminal(state)) effects = effects.filter((effect) => effect.effect === "hang_up");
  return { state, rows, effects, verbs };
}

const REFUSED: ReadonlySet<Effect["effect"]> = new Set(["dial", "queue_callback"]);

/** Of a document that was refused only the hang-up is left: a callback frees the line in any case. */
function hangUpOf(verbs: Verb[]): Verb[] | null {
  const left = verbs.filter(({ verb }) => verb === "hang_up");
  return left.length ? left : null;
}

function row(seq: number, key: string, index: number, resume: Resume, { events }: Advance): EventRow {
  const input_key = index === 0 ? key : `${key}/${index}`;
  return { seq, at: resume.at, input_key, resume, events, answer: null, engine: ENGINE_VERSION };
}
