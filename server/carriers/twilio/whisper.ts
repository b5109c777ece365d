import twilio from "twilio";
import { partAddress } from "../../ports/addresses";
import type { CarrierAudioVerb, CarrierForward, CarrierVerb, TurnAddresses } from "../../ports/voice";
import type { Capabilities } from "./capabilities";
import { addGather } from "./gather";
import { type AddVerb, renderPart } from "./parts";
import { speak } from "./speak";

/** How long an agent may take to press the key after the whisper has ended. */
const ACCEPT_SECONDS = 10;

/**
 * The document for an agent before the join, or its `part`. A document that just ends joins the agent with the contact; a
 * hang-up does not.
 */
export function renderWhisper(
  { whisper = [], accept_key }: CarrierForward,
  turn: TurnAddresses,
  capabilities: Capabilities,
  part: number,
): string {
  const gather: CarrierVerb = {
    ...{ verb: "gather", input: "digits", prompt: whisper, max_digits: 1, finish_key: "" },
    timeout_seconds: ACCEPT_SECONDS,
  };
  const verbs: CarrierVerb[] = accept_key === undefined ? whisper : [gather, { verb: "hang_up" }];
  const add: AddVerb = (response, verb) => {
    if (verb.verb === "gather") addGather(response, verb, turn.accept, capabilities);
    else if (verb.verb === "hang_up") response.hangup();
    else speak(response, verb as CarrierAudioVerb, capabilities);
  };
  return renderPart(verbs, part, add, (next) => partAddress(turn.whisper, next), capabilities);
}

export function renderJoin(): string {
  return new twilio.twiml.VoiceResponse().toString();
}
