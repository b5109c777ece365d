import { z } from "zod";
import type { Definition, Finding } from "@/engine/contract";
import { CONTACT_HUNG_UP, firstWords, message, NEW_MESSAGE } from "@/engine/contract";

const digits = z.number().int().min(1).max(32).optional();

const config = z.strictObject({
  message: message.meta({ title: "Message" }),
  max_digits: digits.meta({
    title: "Most digits",
    unit: "digits",
    description: "The entry is complete once there are so many.",
  }),
  min_digits: digits.meta({
    title: "Fewest digits",
    unit: "digits",
    description: "A shorter entry takes Timeout; its digits are kept.",
  }),
  finish_key: z
    .enum(["#", "*", "none"])
    .default("#")
    .meta({
      title: "Finish key",
      description: "Ends the entry and is not part of it.",
      choices: { "#": "#", "*": "*", none: "None" },
    }),
  timeout_seconds: z.number().int().min(1).max(60).default(5).meta({
    title: "Wait for a key",
    unit: "seconds",
    description: "Starts again at every key.",
  }),
});
export type Config = z.infer<typeof config>;

export const definition: Definition<Config> = {
  id: "input_ivr",
  label: "Input IVR",
  icon: "grip",
  group: "voice",
  description:
    "Asks for digits, such as a customer number. OK is taken once the entry is complete or the finish key is pressed, Timeout when the contact stops before; the digits so far are in the output either way. The finish key alone is no entry.",
  config,
  starts_with: { message: NEW_MESSAGE },
  exits: () => [
    { id: "ok", label: "OK", kind: "mandatory", waits: "always" },
    { id: "timeout", label: "Timeout", kind: "mandatory", waits: "always" },
    CONTACT_HUNG_UP,
  ],
  summary: ({ message: said, ...entry }) => [firstWords(said), entryWords(entry)],
  outputs: [{ id: "digits", label: "Digits" }],
  call: "needs_live",
  needs_person: true,
  default_on_error: { do: "exit", exit: "timeout" },
  check: ({ max_digits: most, min_digits: fewest, finish_key: finish }) => [
    ...(most === undefined && finish === "none"
      ? [
          error(
            "entry_endless",
            "max_digits",
            "nothing ends the entry. Say how many digits it has, or choose a finish key.",
          ),
        ]
      : []),
    ...(most !== undefined && fewest !== undefined && fewest > most
      ? [
          error(
            "min_over_max",
            "min_digits",
            `no entry can have ${fewest} digits where ${most} are the most. Lower one or raise the other.`,
          ),
        ]
      : []),
  ],
};

function error(code: string, field: string, message: string): Finding {
  return { severity: "error", code, message, field: [field] };
}

function entryWords({ max_digits: most, min_digits: fewest, finish_key: finish }: Partial<Config>): string {
  const count = most === undefined ? (fewest ? `${fewest} or more digits` : "Digits") : countWords(fewest, most);
  return finish === "none" || finish === undefined ? count : `${count} · ${finish} ends`;
}

function countWords(fewest: number | undefined, most: number): string {
  if (fewest === most) return `${most} ${most === 1 ? "digit" : "digits"}`;
  return fewest ? `${fewest} to ${most} digits` : `Up to ${most} ${most === 1 ? "digit" : "digits"}`;
}
