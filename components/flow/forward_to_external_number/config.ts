import { z } from "zod";
import { message, messageWhileWaiting, variableName } from "@/engine/contract";

const DIGITS = [..."1234567890"] as const;
const digit = z.enum(DIGITS).meta({
  choices: Object.fromEntries(DIGITS.map((one) => [one, one])),
  placeholder: "None",
});

const number = z
  .strictObject({
    number: z.string().min(1, "must not be empty").max(64).meta({ title: "Number", is: "phone_number" }),
  })
  .meta({ title: "A fixed number" });
const variable = z
  .strictObject({ variable: variableName.meta({ title: "Variable" }) })
  .meta({ title: "From a variable" });
const ringGroup = z
  .strictObject({
    ring_group: z.string().min(1, "must not be empty").max(120).meta({
      title: "Ring group",
      description: "Whose agents are rung, within its hours, until one takes the call.",
      names: "ring_group",
    }),
    hold: messageWhileWaiting.optional().meta({
      title: "While waiting",
      description:
        "Words or music that the contact hears, again and again, and the place in the queue; without it, “Please hold the line”.",
    }),
    wait_seconds: z.number().int().min(10).max(1800).default(120).meta({
      title: "Wait at most",
      unit: "seconds",
      description: "Then the way is No answer, also where all agents are in other calls.",
    }),
    rounds: z.number().int().min(1).max(5).default(1).meta({
      title: "Ring everybody",
      unit: "times",
      description: "Who is busy, declines or does not answer is followed by the next agent.",
    }),
    leave_key: digit.optional().meta({
      title: "Leave key",
      description: "The contact may press it while waiting; then the way is Left the queue.",
    }),
  })
  .meta({ title: "A ring group" });

/** Only where one number is rung. */
const ofNumber = ({ to }: Readonly<Record<string, unknown>>) => !(to instanceof Object && "ring_group" in to);

export const config = z.strictObject({
  caller_id: z
    .enum(["contact", "touchpoint"])
    .default("touchpoint")
    .meta({
      title: "Number the agent sees",
      description:
        "Ours is the one that the contact was called from. Carriers may refuse a contact's, or mark the call as spam.",
      choices: { contact: "Contact's number", touchpoint: "Our number" },
      shown: ofNumber,
    }),
  to: z.union([number, variable, ringGroup]).meta({ title: "Agent's number" }),
  ring_seconds: z
    .number()
    .int()
    .min(5)
    .max(120)
    .default(30)
    .meta({ title: "Ring for", unit: "seconds", shown: ofNumber }),
  whisper: message.optional().meta({
    title: "Whisper",
    description: "What the agent hears before the two are joined, such as who is calling. The contact waits meanwhile.",
  }),
  accept_key: digit.optional().meta({
    title: "Accept key",
    description:
      "The agent must press it to take the call. Any other key, or none within 10 seconds, is No answer. With a ring group it is 1 unless you choose another.",
  }),
});
export type Config = z.infer<typeof config>;
export type ToRingGroup = z.infer<typeof ringGroup>;
