import { CAPABILITIES } from "@/server/carriers/twilio/capabilities";

/** A carrier of the same protocol that hears no speech, has no whisper, and does not say which key ended an entry. */
export const PLAIN = "plain";

export function addPlainDialect(): void {
  const { sandbox } = CAPABILITIES;
  if (sandbox) CAPABILITIES[PLAIN] = { ...sandbox, speech: false, whisper: false, finishedOnKey: false };
}
