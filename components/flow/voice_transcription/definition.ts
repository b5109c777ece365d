import { z } from "zod";
import type { Definition } from "@/engine/contract";
import { CONTACT_HUNG_UP, firstWords, language, message, NEW_MESSAGE } from "@/engine/contract";

const config = z.strictObject({
  message: message.meta({ title: "Message" }),
  language: language.optional().meta({
    title: "Language spoken",
    description: "What the contact is expected to speak; the flow's unless chosen.",
  }),
  timeout_seconds: z.number().int().min(1).max(30).default(3).meta({
    title: "Silence that ends it",
    unit: "seconds",
    description: "Before the first word, too. After 60 seconds of speech it ends in any case.",
  }),
});
export type Config = z.infer<typeof config>;

export const definition: Definition<Config> = {
  id: "voice_transcription",
  label: "Voice transcription",
  icon: "message-square-quote",
  group: "voice",
  description:
    "Asks the contact to speak, and keeps what was said as text. Timeout is taken when nothing was said. A carrier that cannot recognise speech is a technical fault.",
  config,
  starts_with: { message: NEW_MESSAGE },
  exits: () => [
    { id: "ok", label: "OK", kind: "mandatory", waits: "always" },
    { id: "timeout", label: "Timeout", kind: "mandatory", waits: "always" },
    CONTACT_HUNG_UP,
  ],
  summary: ({ message: said, language: spoken, timeout_seconds: silence }) => [
    firstWords(said),
    [spoken, silence ? `${silence} s of silence ends` : null].filter(Boolean).join(" · "),
  ],
  outputs: [{ id: "speech", label: "What was said" }],
  call: "needs_live",
  needs_person: true,
  default_on_error: { do: "exit", exit: "timeout" },
};
