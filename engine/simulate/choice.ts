import { z } from "zod";
import { stepId } from "../contract/reference";
import { LIMITS } from "../limits";

/** Longest a choice can take: the carrier ends every call by then. */
const MAX_SECONDS = LIMITS.call_hours * 3600;
const MAX_RESULT_CHARACTERS = 16 * 1024;

const seconds = z.number().min(0).max(MAX_SECONDS);
/** Seconds since the choice before; absent: the usual time (USUAL_SECONDS). */
const after = seconds.optional();
const who = z.enum(["customer", "agent"]);
const faultCode = z.string().min(1).max(64);
const whoAndWhen = { who, after };

const presses = z.strictObject({
  does: z.literal("presses"),
  digits: z.string().regex(/^[0-9*#]{1,64}$/, "must be keys of a phone: 0–9, * and #"),
  after,
});
const says = z.strictObject({
  does: z.literal("says"),
  text: z.string().min(1).max(1000),
  confidence: z.number().min(0).max(1).optional(),
  after,
});
const staysSilent = z.strictObject({ does: z.literal("stays_silent") });
const portValue = z
  .json()
  .refine((value) => JSON.stringify(value).length <= MAX_RESULT_CHARACTERS, "must be at most 16,384 characters");
const result = z.strictObject({ does: z.literal("result"), result: portValue, after });
const refuses = z.strictObject({
  does: z.literal("refuses"),
  code: faultCode.default("failed"),
  /** What the port's answer says all the same, such as the status of an HTTP answer (PortAnswer). */
  value: portValue.optional(),
  after,
});
const noResult = z.strictObject({ does: z.literal("no_result") });

/** The answer to a step that asks: the customer's input, or a port's result. */
export const answer = z.discriminatedUnion("does", [presses, says, staysSilent, result, refuses, noResult]);
export type Answer = z.infer<typeof answer>;

/** One thing that a party, a port or the clock does in a simulation, as plain data. `machine`: an answering machine answers. */
export const choice = z.discriminatedUnion("does", [
  z.strictObject({ does: z.literal("answers"), ...whoAndWhen }),
  z.strictObject({ does: z.literal("machine"), ...whoAndWhen }),
  /** The agent answers, and does not press the accept key. */
  z.strictObject({ does: z.literal("does_not_accept"), who: z.literal("agent"), after }),
  z.strictObject({ does: z.literal("busy"), who }),
  z.strictObject({ does: z.literal("declines"), ...whoAndWhen }),
  z.strictObject({ does: z.literal("no_answer"), who }),
  z.strictObject({ does: z.literal("invalid_number"), who }),
  /** `code`: the fault's, such as `caller_id_rejected`; absent: `carrier_fault`. */
  z.strictObject({ does: z.literal("carrier_error"), who, code: faultCode.optional() }),
  z.strictObject({ does: z.literal("listens") }),
  z.strictObject({ does: z.literal("hangs_up"), ...whoAndWhen }),
  presses,
  says,
  staysSilent,
  result,
  refuses,
  noResult,
  z.strictObject({ does: z.literal("no_agent") }),
  /** The ring group is outside its hours. */
  z.strictObject({ does: z.literal("closed") }),
  z.strictObject({ does: z.literal("waits") }),
]);
export type Choice = z.infer<typeof choice>;
export type Who = z.infer<typeof who>;

const NOT_REACHED = ["machine", "busy", "declines", "no_answer", "invalid_number", "carrier_error"] as const;
const notReached = z.strictObject({ does: z.enum(NOT_REACHED) });

/** How the customer behaves for a whole run. Without `hangs_up` the customer stays to the end. */
export const customerBehaviour = z.union([
  z.strictObject({
    does: z.literal("answers"),
    after,
    hangs_up: z
      .union([
        /** Seconds after that step was entered. */
        z.strictObject({ during: stepId, after: seconds }),
        /** Seconds after the call was answered. */
        z.strictObject({ after: seconds }),
      ])
      .optional(),
  }),
  /** The phone asks who is calling; `takes`: its owner then comes to it. */
  z.strictObject({ does: z.literal("screens"), takes: z.boolean().default(false) }),
  notReached,
]);
export type CustomerBehaviour = z.infer<typeof customerBehaviour>;

/** How every agent behaves who is called in a run. */
export const agentBehaviour = z.union([
  z.strictObject({
    does: z.literal("answers"),
    after,
    /** Seconds that customer and agent talk, and who hangs up first. */
    talks: seconds.default(60),
    ends: who.default("agent"),
  }),
  /** `does_not_accept` is the same as `answers` where the forward asks for no accept key. */
  z.strictObject({ does: z.enum([...NOT_REACHED, "does_not_accept"]) }),
]);
export type AgentBehaviour = z.infer<typeof agentBehaviour>;
