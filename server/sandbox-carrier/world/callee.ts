// biome-ignore-all lint/suspicious/noThenProperty: the word reads right in a script, and no callee is ever awaited.
import { z } from "zod";

const trigger = z.enum(["answer", "say", "play", "gather", "whisper", "dial", "record", "bridge"]);

const action = z
  .strictObject({
    on: trigger.optional(),
    after: z.number().min(0).optional(),
    after_bridge: z.number().min(0).optional(),
    do: z.enum(["hang_up", "press", "speak", "nothing"]),
    digits: z
      .string()
      .regex(/^[0-9*#]+$/)
      .optional(),
    text: z.string().optional(),
    confidence: z.number().min(0).max(1).default(0.9),
    repeat: z.boolean().default(false),
  })
  .refine((a) => a.do !== "press" || a.digits !== undefined, "press needs digits")
  .refine((a) => a.do !== "speak" || a.text !== undefined, "speak needs text")
  .refine((a) => a.after_bridge === undefined || a.on === undefined, "after_bridge already says when")
  .transform(({ on, after, after_bridge, ...rest }) => ({
    ...rest,
    on: after_bridge === undefined ? (on ?? "answer") : ("bridge" as const),
    after: after_bridge ?? after ?? 0,
  }));

/** The callee at a number. Times in seconds. */
export const calleeSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("scripted"),
    /** Seconds until the outcome. */
    ring: z.number().min(0).default(2),
    then: z.enum(["answer", "busy", "decline", "never", "machine", "fail"]),
    sip_code: z.number().int().min(300).max(699).optional(),
    answered_by: z.string().optional(),
    actions: z.array(action).default([]),
  }),
  z.strictObject({ kind: z.literal("human") }),
]);

export type CalleeInput = z.input<typeof calleeSchema>;
export type Callee = z.output<typeof calleeSchema>;
export type ScriptedCallee = Extract<Callee, { kind: "scripted" }>;
export type CalleeAction = z.output<typeof action>;
export type Trigger = z.output<typeof trigger>;

const SCREENS = "Hi, if you record your name and the reason for your call, I'll see if this person is available.";
const GREETS: CalleeInput & { kind: "scripted" } = {
  kind: "scripted",
  ring: 3,
  then: "answer",
  actions: [
    { on: "answer", after: 0.8, do: "speak", text: "Hi, you've reached Sam. I can't come to the phone right now." },
    { on: "answer", after: 3.5, do: "speak", text: "Leave me a message after the tone, and I'll call you back." },
  ],
};
/** It asks, is told who calls and why once the Gather that heard it is over, and asks its owner. */
const ASKS: CalleeInput & { kind: "scripted" } = {
  kind: "scripted",
  ring: 3,
  then: "answer",
  actions: [
    { on: "answer", after: 0.8, do: "speak", text: SCREENS },
    { on: "gather", do: "nothing" },
    { on: "gather", after: 0.9, do: "speak", text: "Thank you. Please stay on the line." },
  ],
};

/** What a test phone does by itself once it is answered so. */
export const ANSWERS_AS = {
  screening: calleeSchema.parse(ASKS) as ScriptedCallee,
  voicemail: calleeSchema.parse(GREETS) as ScriptedCallee,
};

/** The demo's numbers (202-555-01xx is reserved for fiction). */
export const DEMO_CALLEES: Record<string, CalleeInput> = {
  "+12025550120": { kind: "scripted", ring: 2, then: "answer" },
  "+12025550121": { kind: "scripted", ring: 1, then: "busy" },
  "+12025550122": { kind: "scripted", then: "never" },
  "+12025550123": { kind: "scripted", ring: 3, then: "decline" },
  "+12025550124": { kind: "scripted", ring: 1, then: "fail", sip_code: 404 },
  "+12025550125": { kind: "scripted", ring: 4, then: "machine" },
  "+12025550126": { kind: "scripted", ring: 2, then: "answer", actions: [{ on: "say", after: 0.5, do: "hang_up" }] },
  "+12025550127": { kind: "scripted", ring: 2, then: "answer", actions: [{ on: "dial", after: 5, do: "hang_up" }] },
  "+12025550128": GREETS,
  "+12025550129": ASKS,
  "+12025550130": { kind: "scripted", ring: 3, then: "answer", actions: [{ after_bridge: 5, do: "hang_up" }] },
  "+12025550131": { kind: "scripted", then: "never" },
  "+12025550132": { kind: "scripted", ring: 1, then: "busy" },
  "+12025550133": { kind: "scripted", ring: 1, then: "fail", sip_code: 404 },
  "+12025550134": { kind: "scripted", ring: 2, then: "answer" },
  // An agent who accepts a callback, and hangs up after a while.
  "+12025550135": {
    kind: "scripted",
    ring: 3,
    then: "answer",
    actions: [
      { on: "gather", after: 1, do: "press", digits: "1" },
      { after_bridge: 15, do: "hang_up" },
    ],
  },
  "+12025550140": { kind: "human" },
  "+12025550141": { kind: "human" },
};
