import twilio from "twilio";
import type { CarrierForward, TurnAddresses } from "../../ports/voice";
import type { Capabilities } from "./capabilities";
import { addGather } from "./gather";
import { speak } from "./speak";

/** How long an agent may take to press the key after the whisper has ended. */
const ACCEPT_SECONDS = 10;

/** The document for an agent before the join. A document that just ends joins the agent with the contact; a hang-up does not. */
export function renderWhisper(
  { whisper = [], accept_key }: CarrierForward,
  turn: TurnAddresses,
  capabilities: Capabilities,
): string {
  const response = new twilio.twiml.VoiceResponse();
  if (accept_key === undefined) {
    for (const part of whisper) speak(response, part, capabilities);
    return response.toString();
  }
  const gather = {
    ...({ verb: "gather", input: "digits", prompt: whisper, max_digits: 1, finish_key: "" } as const),
    timeout_seconds: ACCEPT_SECONDS,
  };
  addGather(response, gather, turn.accept, capabilities);
  response.hangup();
  return response.toString();
}

export function renderJoin(): string {
  return new twilio.twiml.VoiceResponse().toString();
}
