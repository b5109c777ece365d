import { z } from "zod";
import type { Definition } from "@/engine/contract";
import { message } from "@/engine/contract";

const config = z.strictObject({ message: message.meta({ title: "Message" }) });
export type Config = z.infer<typeof config>;

export const definition: Definition<Config> = {
  id: "play_audio",
  label: "Play audio",
  group: "voice",
  description: "Reads a text aloud or plays a recording, then goes on. An empty message is skipped with a warning.",
  config,
  exits: () => [
    { id: "ok", label: "OK", kind: "mandatory" },
    { id: "contact_hung_up", label: "Contact hung up", kind: "hidden", outcome: "contact_hung_up" },
  ],
  outputs: [],
  call: "needs_live",
  default_on_error: { do: "exit", exit: "ok" },
};
