import type { Fault, ResumeBody, Verb } from "../contract";

/** What not every carrier can do. */
export type Abilities = {
  /** Hears what a caller says, not only keys. */
  speech: boolean;
  /** Tells an agent something, and asks for a key, before contact and agent are joined. */
  whisper: boolean;
};

/** Where no call is up yet, nothing is asked of a carrier. */
export const ABLE: Abilities = { speech: true, whisper: true };

const NOTHING_HEARD = { digits: "", speech: "", confidence: null, finished_on_key: false } as const;

/**
 * What the call's carrier cannot do comes back as a fault of the step that wants it, and the caller never meets it. A menu
 * that also takes keys, and a whisper without an accept key, do without.
 */
export function beyond({ speech, whisper }: Abilities, verbs: readonly Verb[] | undefined): ResumeBody | null {
  for (const verb of verbs ?? []) {
    if (!speech && verb.verb === "gather" && verb.input === "speech")
      return { kind: "input_received", ...NOTHING_HEARD, error: NO_SPEECH };
    if (!whisper && verb.verb === "forward" && verb.accept_key !== undefined)
      return { kind: "forward_ended", result: "failed", contact_live: true, error: NO_ACCEPT_KEY };
  }
  return null;
}

const NO_SPEECH: Fault = {
  code: "speech_unavailable",
  message: "The call's carrier cannot recognise speech. Let callers press keys, or call through another carrier.",
};
const NO_ACCEPT_KEY: Fault = {
  code: "accept_key_unavailable",
  message:
    "The call's carrier cannot ask an agent for a key. Take the accept key away, or call through another carrier.",
};
