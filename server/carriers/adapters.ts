import type { Http } from "../ports/http";
import type { VoiceAdapter } from "../ports/voice";
import { twilioAdapter } from "./twilio";

/** The adapter that speaks the dialect of a carrier row's kind, or null for a kind nobody speaks. */
export function adapterFor(kind: string, http: Http): VoiceAdapter | null {
  return twilioAdapter(kind, http);
}
