import type twilio from "twilio";
import { cutText } from "@/engine/cut-text";
import type { CarrierGather } from "../../ports/voice";
import type { Capabilities } from "./capabilities";
import { speak } from "./speak";

type VoiceResponse = InstanceType<typeof twilio.twiml.VoiceResponse>;

/** Adds a Gather that sends its input to `action`; after silence the carrier goes on with the verb after it. */
export function addGather(
  response: VoiceResponse,
  verb: CarrierGather,
  action: string,
  capabilities: Capabilities,
): void {
  const speech = capabilities.speech && verb.input !== "digits";
  const gather = response.gather({
    input: [...(verb.input === "speech" ? [] : ["dtmf" as const]), ...(speech ? ["speech" as const] : [])],
    action: action + capabilities.documentRetry,
    method: "POST",
    timeout: verb.timeout_seconds,
    finishOnKey: verb.finish_key,
    ...(verb.max_digits === undefined ? {} : { numDigits: verb.max_digits }),
    ...(speech ? recogniser(verb, capabilities) : {}),
  });
  for (const part of verb.prompt) speak(gather, part, capabilities);
}

function recogniser(verb: CarrierGather, capabilities: Capabilities) {
  const { timeout_seconds, max_speech_seconds, language, hints = [] } = verb;
  const expected = hintsWithin(hints, capabilities.hints);
  return {
    speechTimeout: String(timeout_seconds),
    ...(max_speech_seconds === undefined ? {} : { maxSpeechTime: max_speech_seconds }),
    ...(language ? { language: language as "en-US" } : {}),
    ...(expected ? { hints: expected } : {}),
  };
}

/** The first hints, as many as the recogniser takes, separated by commas; a comma within a hint becomes a space. */
function hintsWithin(hints: string[], { maxHints, maxCharacters, maxTotalCharacters }: Capabilities["hints"]): string {
  let text = "";
  for (const hint of hints.slice(0, maxHints)) {
    const plain = cutText(hint.replaceAll(",", " "), maxCharacters).trim();
    const longer = text && plain ? `${text},${plain}` : text + plain;
    if (longer.length > maxTotalCharacters) break;
    text = longer;
  }
  return text;
}
