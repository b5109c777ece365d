import type twilio from "twilio";
import { spokenAs } from "@/engine/voices/spoken-as";
import type { CarrierAudioVerb } from "../../ports/voice";
import type { Capabilities } from "./capabilities";
import { sayParts } from "./say-parts";

type Speaker = Pick<InstanceType<typeof twilio.twiml.VoiceResponse>, "say" | "play" | "pause">;

/** Adds an audio verb to a document or to a Gather's prompt. */
export function speak(to: Speaker, verb: CarrierAudioVerb, capabilities: Capabilities): void {
  if (verb.verb === "play") return void to.play(verb.url);
  if (verb.verb === "pause") return void to.pause({ length: verb.seconds });
  const { language, voice } = spokenAs(verb.language, verb.voice);
  for (const part of sayParts(verb.text, capabilities))
    to.say({ language: language as "en-US", voice: voice as "alice" }, part);
}
