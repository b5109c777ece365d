import { z } from "zod";
import { stepId } from "../contract/reference";
import { agentBehaviour, answer, choice, customerBehaviour } from "./choice";

const MAX_MOVES = 500;
const MAX_TEST_CHARACTERS = 128 * 1024;

/** When a test starts that does not say so: a fixed moment, so that calendars and clocks answer the same every day. */
export const TEST_STARTS_AT = "2026-01-05T12:00:00.000Z";

const outcome = z.enum(["forwarded", "ended", "contact_hung_up", "failed", "cancelled", "expired"]);

/** A test saved with a flow: what the parties do, and the path and outcome that must come of it. */
export const flowTest = z
  .strictObject({
    name: z.string().trim().min(1, "must not be empty").max(120),
    arguments: z
      .record(z.string().max(64), z.string().max(4000))
      .refine((map) => Object.keys(map).length <= 50, "must be at most 50 arguments")
      .default({}),
    started_at: z.iso.datetime().default(TEST_STARTS_AT),
    seed: z.string().min(1).max(64).default("1"),
    customer: customerBehaviour.default({ does: "answers" }),
    agent: agentBehaviour.default({ does: "answers", talks: 60, ends: "agent" }),
    answers: z
      .record(stepId, z.array(answer).max(50))
      .refine((map) => Object.keys(map).length <= 100, "must be at most 100 steps")
      .default({}),
    moves: z
      .array(z.strictObject({ step: stepId, choice }))
      .max(MAX_MOVES)
      .default([]),
    expect: z.strictObject({
      /** `step.exit step.exit …` */
      path: z.string().max(100_000),
      outcome: outcome.nullable(),
    }),
  })
  .refine((test) => JSON.stringify(test).length <= MAX_TEST_CHARACTERS, "is larger than 128 KiB");

export type FlowTest = z.infer<typeof flowTest>;
