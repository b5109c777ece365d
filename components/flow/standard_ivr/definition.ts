import { z } from "zod";
import type { Definition } from "@/engine/contract";
import {
  branchExits,
  branchList,
  branchParts,
  CONTACT_HUNG_UP,
  firstWords,
  message,
  NEW_MESSAGE,
} from "@/engine/contract";

export const TIMEOUT = { id: "timeout", label: "Timeout" };
export const INVALID = { id: "invalid", label: "Invalid" };

const KEYS = [..."1234567890*#"] as const;
const key = z
  .strictObject({
    id: branchParts.id,
    key: z.enum(KEYS).meta({ title: "Key", choices: Object.fromEntries(KEYS.map((one) => [one, one])), distinct: "1" }),
    name: branchParts.name,
  })
  .meta({ title: "Key" });

const config = z.strictObject({
  message: message.meta({ title: "Message" }),
  keys: branchList(key, [TIMEOUT.id, INVALID.id]).meta({ title: "Keys", add: "Add key" }),
  timeout_seconds: z.number().int().min(1).max(60).default(5).meta({ title: "Wait for a key", unit: "seconds" }),
  repeat: z.number().int().min(0).max(5).default(0).meta({
    title: "Repeat the menu",
    unit: "times",
    description: "How often it is said again before Timeout or Invalid is taken.",
  }),
});
export type Config = z.infer<typeof config>;

export const definition: Definition<Config> = {
  id: "standard_ivr",
  label: "Standard IVR",
  icon: "list-ordered",
  group: "voice",
  description:
    "A menu: each key has an exit of its own. A key pressed during the message interrupts it. No key takes Timeout, any other key Invalid; the outputs are the key and the name of the exit.",
  config,
  starts_with: { message: NEW_MESSAGE, keys: [{ id: "key_1", key: "1", name: "Key 1" }] },
  exits: ({ keys }) => [
    ...branchExits(keys, ({ key: pressed, name }) => ({
      label: name?.trim() || `Key ${pressed ?? ""}`,
      waits: "always",
    })),
    { ...TIMEOUT, kind: "mandatory", waits: "always" },
    { ...INVALID, kind: "mandatory", waits: "always" },
    CONTACT_HUNG_UP,
  ],
  summary: ({ message: said, keys = [] }) => [
    firstWords(said),
    keys.map(({ key: pressed, name }) => `${pressed ?? "…"} ${name ?? ""}`.trim()).join(" · "),
  ],
  outputs: [
    { id: "selection", label: "Key pressed" },
    { id: "exit_name", label: "Name of the exit" },
  ],
  call: "needs_live",
  needs_person: true,
  default_on_error: { do: "exit", exit: INVALID.id },
  check: ({ keys }) =>
    keys.flatMap(({ key: pressed }, index) =>
      keys.findIndex((other) => other.key === pressed) === index
        ? []
        : {
            severity: "error",
            code: "key_duplicate",
            message: `the key ${pressed} is there twice. Choose another.`,
            field: ["keys", String(index), "key"],
          },
    ),
};
