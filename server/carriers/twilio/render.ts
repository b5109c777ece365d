import twilio from "twilio";
import type { Verb } from "@/engine/contract";
import type { TurnAddresses } from "../../ports/voice";
import type { Capabilities } from "./capabilities";

type VoiceResponse = InstanceType<typeof twilio.twiml.VoiceResponse>;
type Speaker = Pick<VoiceResponse, "say" | "play" | "pause">;

/** Renders verbs as one TwiML document. The builder escapes whatever a variable brought in. */
export function render(verbs: Verb[], turn: TurnAddresses, capabilities: Capabilities): string {
  const response = new twilio.twiml.VoiceResponse();
  for (const verb of verbs) add(response, verb, turn, capabilities);
  return response.toString();
}

/** Keeps the caller for `seconds`, then asks again at `address`. */
export function renderHold(seconds: number, address: string, { documentRetry }: Capabilities): string {
  const response = new twilio.twiml.VoiceResponse();
  response.pause({ length: seconds });
  response.redirect({ method: "POST" }, address + documentRetry);
  return response.toString();
}

/** What a caller hears when nothing of ours can answer; needs no database. */
export function renderApology(): string {
  const response = new twilio.twiml.VoiceResponse();
  response.say(
    { language: "en-US" },
    "We are sorry, something went wrong on our side. Please try again later. Goodbye.",
  );
  response.hangup();
  return response.toString();
}

function add(response: VoiceResponse, verb: Verb, turn: TurnAddresses, capabilities: Capabilities): void {
  const retry = capabilities.documentRetry;
  if (verb.verb === "continue") return void response.redirect({ method: "POST" }, turn.next + retry);
  if (verb.verb === "hang_up") return void response.hangup();
  if (verb.verb === "forward") {
    const dial = response.dial({
      action: turn.forward + retry,
      method: "POST",
      timeout: verb.ring_seconds,
      callerId: verb.caller_id,
      answerOnBridge: true,
    });
    dial.number(
      {
        statusCallback: turn.leg + capabilities.callbackRetry,
        statusCallbackMethod: "POST",
        statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
      },
      verb.to,
    );
    return;
  }
  if (verb.verb === "gather") {
    const gather = response.gather({
      input: verb.input === "digits_or_speech" ? ["dtmf", "speech"] : [verb.input === "digits" ? "dtmf" : "speech"],
      action: turn.next + retry,
      method: "POST",
      timeout: verb.timeout_seconds,
      finishOnKey: verb.finish_key,
      ...(verb.max_digits === undefined ? {} : { numDigits: verb.max_digits }),
      ...(verb.language ? { language: verb.language as "en-US" } : {}),
      ...(verb.hints ? { hints: verb.hints.join(",") } : {}),
    });
    for (const part of verb.prompt) speak(gather, part, capabilities);
    // Silence falls through to here: the same address, with empty input.
    response.redirect({ method: "POST" }, turn.next + retry);
    return;
  }
  speak(response, verb, capabilities);
}

function speak(
  to: Speaker,
  verb: Extract<Verb, { verb: "say" | "play" | "pause" }>,
  { sayCharacters }: Capabilities,
): void {
  if (verb.verb === "play") return void to.play(verb.url);
  if (verb.verb === "pause") return void to.pause({ length: verb.seconds });
  const voice = verb.voice ? { voice: verb.voice as "alice" } : {};
  for (const part of split(verb.text, sayCharacters)) to.say({ language: verb.language as "en-US", ...voice }, part);
}

/** The limit counts URL-encoded characters, so a text in another script is cut far earlier than its length says. */
function split(text: string, limit: number): string[] {
  if (encodeURIComponent(text.toWellFormed()).length <= limit) return [text];
  const parts: string[] = [];
  let part = "";
  for (const word of text.toWellFormed().split(/(?<=\s)/)) {
    if (part && encodeURIComponent(part + word).length > limit) {
      parts.push(part.trim());
      part = "";
    }
    part += word;
  }
  return [...parts, part.trim()].filter(Boolean);
}
