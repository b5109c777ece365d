import type { Http } from "../ports/http";
import type { CarrierKind, VoiceAdapter } from "../ports/voice";
import { twilioAdapter } from "./twilio";
import { TWILIO_KINDS } from "./twilio/kinds";

/** Every kind of carrier that an adapter supports. */
export const CARRIER_KINDS: readonly CarrierKind[] = TWILIO_KINDS;

/** The adapter for a carrier row's kind; null for a kind that no adapter supports. */
export function adapterFor(kind: string, http: Http): VoiceAdapter | null {
  return twilioAdapter(kind, http);
}
