import { z } from "zod";
import type { Definition } from "@/engine/contract";

const config = z.strictObject({});
export type Config = z.infer<typeof config>;

export const definition: Definition<Config> = {
  id: "end_flow",
  label: "End flow",
  icon: "circle-stop",
  group: "end",
  description: "Ends the execution and hangs up a live call.",
  config,
  exits: () => [],
  outputs: [],
  call: "ends",
  default_on_error: { do: "end_flow" },
};
