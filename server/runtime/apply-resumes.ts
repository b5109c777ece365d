import type { Effect, Registry, ResumeBody, Verb } from "@/engine/contract";
import type { FlowDefinition } from "@/engine/definition/schema";
import { PHONE_DATA_VERSION } from "@/engine/phone-number";
import { type AppliedResume, type AppliedResumes, applyResumes, type CallRules } from "@/engine/run/apply-resumes";
import type { State } from "@/engine/run/state";
import type { EventRow } from "../ports/store";

/** Written beside every event, so that a replay under another engine or other data can say so. */
export const ENGINE_VERSION = `1 ${PHONE_DATA_VERSION} tzdata@${process.versions.tz}`;

/** What a burst has applied, with the event rows that are written of it. */
export type AppliedBurst = { state: State; rows: EventRow[]; effects: Effect[]; verbs: Verb[] | null };

/** Applies a burst's resumes, and makes an event row of each that somebody waited for. Null: nobody waited for any. */
export function applyBurst(
  registry: Registry,
  definition: FlowDefinition,
  rules: CallRules,
  from: { state: State | null; version: number },
  input: { key: string; at: string; resumes: ResumeBody[] },
): AppliedBurst | null {
  const done: AppliedResumes | null = applyResumes(registry, definition, rules, from.state, input.at, input.resumes);
  if (!done) return null;
  const { state, applied, effects, verbs } = done;
  return { state, rows: applied.map((one, index) => eventRow(from.version, input.key, one, index)), effects, verbs };
}

function eventRow(version: number, key: string, { resume, events }: AppliedResume, index: number): EventRow {
  const input_key = index === 0 ? key : `${key}/${index}`;
  return { seq: version + index, at: resume.at, input_key, resume, events, answer: null, engine: ENGINE_VERSION };
}
