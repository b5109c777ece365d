import { cutText } from "@/engine/cut-text";
import type { CarrierGather } from "../../ports/voice";
import type { Capabilities } from "./capabilities";
import type { VoiceResponse } from "./parts";
import { recognisedAs } from "./recognised-as";
import { speak } from "./speak";

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
  const { timeout_seconds, pause_seconds = timeout_seconds, max_speech_seconds, language, hints = [] } = verb;
  const expected = hintsWithin(hints, capabilities.hints);
  return {
    speechTimeout: String(pause_seconds),
    ...(max_speech_seconds === undefined ? {} : { maxSpeechTime: max_speech_seconds }),
    ...(language === undefined ? {} : { language: recognisedAs(language) as "en-US" }),
    ...(expected ? { hints: expected } : {}),
  };
}

/** The first hints, as many as the recogniser takes, separated by commas; a comma within a hint becomes a space. */
function hintsWithin(hints: string[], limits: Capabilities["hints"]): string {
  const { maxHints, maxCharacters, maxTotalCharacters, maxTotalBytes } = limits;
  const taken = new Set<string>();
  let characters = 0;
  let bytes = 0;
  for (const hint of hints.slice(0, maxHints)) {
    const plain = cutText(hint.replaceAll(",", " "), maxCharacters).trim();
    if (plain === "" || taken.has(plain)) continue;
    characters += plain.length + (taken.size > 0 ? 1 : 0);
    bytes += attributeBytes(plain) + 1;
    if (characters > maxTotalCharacters || bytes > maxTotalBytes) break;
    taken.add(plain);
  }
  return [...taken].join(",");
}

/** An escape takes at most six bytes in place of one. */
function attributeBytes(text: string): number {
  return Buffer.byteLength(text) + 5 * (text.match(/[&<>"\s]/g)?.length ?? 0);
}
