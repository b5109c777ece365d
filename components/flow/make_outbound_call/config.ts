import { z } from "zod";
import { accountNumber, variableName } from "@/engine/contract";
import { type Group, triesAgain, tryAgainFields } from "./try-again";

/** Phones that screen calls stop listening after some seconds. */
export const LONGEST_TOLD_SECONDS = 12;

const isForPerson = ({ answering }: Group) => answering === "person";

export const config = z.strictObject({
  from: accountNumber.meta({ title: "Call from", description: "The number the contact sees." }),
  to_variable: variableName.meta({ title: "Contact's number", description: "The variable that holds it." }),
  time_zone_variable: variableName.optional().meta({
    title: "Contact's time zone",
    description:
      "The variable that holds it, such as Europe/Berlin, for calling hours; without one, the number says it.",
  }),
  ring_seconds: z.number().int().min(10).max(35).default(15).meta({ title: "Ring for", unit: "seconds" }),
  answering: z
    .enum(["anyone", "person"])
    .default("anyone")
    .meta({
      title: "Answering",
      description:
        "Making sure listens to how the call is answered. It adds the exits Screened, for a phone that asks who is calling, and Voicemail.",
      choices: { anyone: "Person or machine", person: "Make sure it is a person" },
    }),
  who_and_why: z.string().max(500).optional().meta({
    title: "Who and why",
    is: "template",
    rows: 2,
    placeholder: "Hello, this is … about …",
    description: "Said to a phone that screens its calls, and to whoever answers without a word; 12 seconds at most.",
    shown: isForPerson,
  }),
  screening_seconds: z.number().int().min(10).max(60).default(30).meta({
    title: "Wait for a screened contact",
    unit: "seconds",
    shown: isForPerson,
  }),
  answering_machine: z
    .enum(["ignore", "detect"])
    .default("ignore")
    .meta({
      title: "Answering machine",
      description: "Detecting delays the first words by some seconds and adds the exit Answering machine.",
      choices: { ignore: "Treat like a person", detect: "Detect" },
      shown: (group: Group) => !isForPerson(group),
    }),
  ...tryAgainFields,
  if_not_now: z
    .enum(["fail", "wait"])
    .default("fail")
    .meta({
      title: "Outside calling hours, or at a limit",
      description: "What to do where the account may ring the number later, but not now.",
      choices: { fail: "Fail with the reason", wait: "Wait for the window" },
    }),
  while_waiting: z
    .enum(["each", "newest"])
    .default("each")
    .meta({
      title: "Asked again for the number meanwhile",
      choices: { each: "Each request rings", newest: "Cancel the older request" },
      shown: (group: Group) => group.if_not_now === "wait" || triesAgain(group),
    }),
});
export type Config = z.infer<typeof config>;
