import type twilio from "twilio";
import type { CarrierGather } from "../../ports/voice";
import type { Capabilities } from "./capabilities";
import { speak } from "./speak";

type VoiceResponse = InstanceType<typeof twilio.twiml.VoiceResponse>;

/** A Gather whose input, if there is any, goes to `action`; whatever follows it is for silence. */
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

/** As many as the recogniser takes, from the first; a comma parts hints and cannot be in one. */
function hintsWithin(hints: string[], { most, characters, altogether }: Capabilities["hints"]): string {
  let text = "";
  for (const hint of hints.slice(0, most)) {
    const plain = hint.toWellFormed().replaceAll(",", " ").slice(0, characters).trim();
    const longer = text && plain ? `${text},${plain}` : text + plain;
    if (longer.length > altogether) break;
    text = longer;
  }
  return text;
}
