import type { Fault, ResumeBody, Verb } from "../contract";

/** What not every carrier can do. */
export type Capabilities = {
  /** Recognises speech, not only keys. */
  speech: boolean;
  /** Plays a message to the agent, and collects an accept key, before contact and agent are joined. */
  whisper: boolean;
};

/** Assumed while there is no call, and so no carrier to ask. */
export const ALL_CAPABILITIES: Capabilities = { speech: true, whisper: true };

const NOTHING_HEARD = { digits: "", speech: "", confidence: null, finished_on_key: false } as const;

/**
 * The resume, with a fault, that ends a step whose verbs the call's carrier cannot do; null if it can do them all. A menu that
 * also takes keys works without speech, and a whisper without an accept key is left out.
 */
export function unsupportedBy(
  { speech, whisper }: Capabilities,
  verbs: readonly Verb[] | undefined,
): ResumeBody | null {
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
