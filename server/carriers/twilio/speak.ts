import type twilio from "twilio";
import type { CarrierAudioVerb } from "../../ports/voice";
import type { Capabilities } from "./capabilities";

type Speaker = Pick<InstanceType<typeof twilio.twiml.VoiceResponse>, "say" | "play" | "pause">;

/** Adds an audio verb to a document or to a Gather's prompt. */
export function speak(to: Speaker, verb: CarrierAudioVerb, { sayCharacters }: Capabilities): void {
  if (verb.verb === "play") return void to.play(verb.url);
  if (verb.verb === "pause") return void to.pause({ length: verb.seconds });
  const voice = verb.voice ? { voice: verb.voice as "alice" } : {};
  for (const part of split(verb.text, sayCharacters)) to.say({ language: verb.language as "en-US", ...voice }, part);
}

/** Splits a text at spaces into parts of at most `limit` URL-encoded characters; a non-Latin character counts as 6 to 12 of them. */
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
