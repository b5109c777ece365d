import { randomUUID } from "node:crypto";

/** A Twilio-shaped id: two letters for the kind (CA call, RE recording, GT transcription …) and 32 hex digits. */
export function newSid(kind: string): string {
  return kind + randomUUID().replaceAll("-", "");
}
