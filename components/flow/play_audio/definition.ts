import { z } from "zod";
import type { Definition } from "@/engine/contract";
import { firstWords, isNeverEmpty, message, NEW_MESSAGE } from "@/engine/contract";

const config = z.strictObject({ message: message.meta({ title: "Message" }) });
export type Config = z.infer<typeof config>;

export const definition: Definition<Config> = {
  id: "play_audio",
  label: "Play audio",
  icon: "volume-2",
  group: "voice",
  description: "Reads a text aloud or plays a recording, then goes on. An empty message is skipped with a warning.",
  config,
  starts_with: { message: NEW_MESSAGE },
  exits: ({ message }) => [
    { id: "ok", label: "OK", kind: "mandatory", waits: isNeverEmpty(message) ? "always" : "sometimes" },
    { id: "contact_hung_up", label: "Contact hung up", kind: "hidden", outcome: "contact_hung_up", waits: "always" },
  ],
  summary: ({ message }) => [firstWords(message)],
  outputs: [],
  call: "needs_live",
  default_on_error: { do: "exit", exit: "ok" },
};
