import type { Http } from "../ports/http";
import type { CarrierKind, VoiceAdapter } from "../ports/voice";
import { twilioAdapter } from "./twilio";
import { TWILIO_KINDS } from "./twilio/kinds";

/** Every kind of carrier that some adapter speaks with. */
export const CARRIER_KINDS: readonly CarrierKind[] = TWILIO_KINDS;

/** The adapter that speaks the dialect of a carrier row's kind, or null for a kind nobody speaks. */
export function adapterFor(kind: string, http: Http): VoiceAdapter | null {
  return twilioAdapter(kind, http);
}
