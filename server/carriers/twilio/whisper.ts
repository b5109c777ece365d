import twilio from "twilio";
import type { CarrierForward, TurnAddresses } from "../../ports/voice";
import type { Capabilities } from "./capabilities";
import { addGather } from "./gather";
import { speak } from "./speak";

/** How long an agent who has heard everything may think. */
const ACCEPT_SECONDS = 10;

/** A document that ends lets the agent through to the contact; one that hangs up does not. */
export function renderWhisper(
  { whisper = [], accept_key }: CarrierForward,
  turn: TurnAddresses,
  able: Capabilities,
): string {
  const response = new twilio.twiml.VoiceResponse();
  if (accept_key === undefined) {
    for (const part of whisper) speak(response, part, able);
    return response.toString();
  }
  const gather = {
    ...({ verb: "gather", input: "digits", prompt: whisper, max_digits: 1, finish_key: "" } as const),
    timeout_seconds: ACCEPT_SECONDS,
  };
  addGather(response, gather, turn.accept, able);
  response.hangup();
  return response.toString();
}

export function renderJoin(): string {
  return new twilio.twiml.VoiceResponse().toString();
}
