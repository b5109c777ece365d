import type twilio from "twilio";
import type { CarrierAudioVerb } from "../../ports/voice";
import type { Capabilities } from "./capabilities";

type Speaker = Pick<InstanceType<typeof twilio.twiml.VoiceResponse>, "say" | "play" | "pause">;

export function speak(to: Speaker, verb: CarrierAudioVerb, { sayCharacters }: Capabilities): void {
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
