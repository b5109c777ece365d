import twilio from "twilio";
import { spokenAs } from "@/engine/voices/spoken-as";
import { partAddress } from "../../ports/addresses";
import type { CarrierForward, CarrierVerb, TurnAddresses } from "../../ports/voice";
import type { Capabilities } from "./capabilities";
import { addGather } from "./gather";
import { type AddVerb, renderPart, type VoiceResponse } from "./parts";
import { speak } from "./speak";

/** Renders verbs as one TwiML document, or as its `part`, see `renderPart`. Twilio's builder escapes what variables hold. */
export function render(verbs: CarrierVerb[], turn: TurnAddresses, capabilities: Capabilities, part: number): string {
  const add: AddVerb = (response, verb, goesOn) => addVerb(response, verb, goesOn, turn, capabilities);
  return renderPart(verbs, part, add, (next) => partAddress(turn.next, next), capabilities);
}

/** Keeps the caller for `seconds`, then asks again at `address`. */
export function renderHold(seconds: number, address: string, { documentRetry }: Capabilities): string {
  const response = new twilio.twiml.VoiceResponse();
  response.pause({ length: seconds });
  response.redirect({ method: "POST" }, address + documentRetry);
  return response.toString();
}

/** An apology and a hang-up, for a caller when no other document can be made; needs no database. */
export function renderFallback(): string {
  const response = new twilio.twiml.VoiceResponse();
  const { language, voice } = spokenAs("en-US");
  response.say(
    { language: language as "en-US", voice: voice as "alice" },
    "We are sorry, something went wrong on our side. Please try again later. Goodbye.",
  );
  response.hangup();
  return response.toString();
}

function addVerb(
  response: VoiceResponse,
  verb: CarrierVerb,
  goesOn: boolean,
  turn: TurnAddresses,
  capabilities: Capabilities,
): void {
  const retry = capabilities.documentRetry;
  if (verb.verb === "continue") return void response.redirect({ method: "POST" }, turn.next + retry);
  if (verb.verb === "hang_up") return void response.hangup();
  if (verb.verb === "forward") return addForward(response, verb, turn, capabilities);
  if (verb.verb === "conference") {
    const dial = response.dial({ action: turn.forward + retry, method: "POST" });
    // The first of the two hears music until the other comes; when one leaves, the conference ends for both.
    dial.conference({ endConferenceOnExit: true, beep: "false", maxParticipants: 2 }, verb.room);
    return;
  }
  if (verb.verb === "gather") {
    addGather(response, verb, turn.next, capabilities);
    // After silence the carrier goes on here and requests the same address with empty input.
    if (!goesOn) response.redirect({ method: "POST" }, turn.next + retry);
    return;
  }
  speak(response, verb, capabilities);
}

function addForward(
  response: VoiceResponse,
  verb: CarrierForward,
  turn: TurnAddresses,
  capabilities: Capabilities,
): void {
  const retry = capabilities.documentRetry;
  const dial = response.dial({
    action: turn.forward + retry,
    method: "POST",
    timeout: verb.ring_seconds,
    callerId: verb.caller_id,
    answerOnBridge: true,
  });
  const whispers = capabilities.whisper && (verb.whisper !== undefined || verb.accept_key !== undefined);
  dial.number(
    {
      ...(whispers ? { url: turn.whisper + retry, method: "POST" } : {}),
      statusCallback: turn.leg + capabilities.callbackRetry,
      statusCallbackMethod: "POST",
      // These two tell whether the leg was answered, or why not; nothing depends on its ringing (decision 19).
      statusCallbackEvent: ["answered", "completed"],
      ...(verb.send_digits ? { sendDigits: verb.send_digits } : {}),
    },
    verb.to,
  );
}
