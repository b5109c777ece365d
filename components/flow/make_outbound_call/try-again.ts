import { z } from "zod";
import type { Fault, StepContext, TryResult } from "@/engine/contract";
import { clockTime, TRY_RESULTS } from "@/engine/contract";

const USUAL_TIMES = 2;
const LONGEST_PAUSE_MINUTES = 24 * 60;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const rule = z
  .strictObject({
    after: z
      .enum(["busy", "declined", "no_answer", "screened", "voicemail", "failed"])
      .meta({ title: "After", choices: TRY_RESULTS, distinct: "no_answer" }),
    times: z.number().int().min(1).max(5).default(USUAL_TIMES).meta({ title: "Ring again", unit: "times" }),
    minutes: z.number().int().min(1).max(LONGEST_PAUSE_MINUTES).default(10).meta({ title: "Wait", unit: "minutes" }),
    pauses: z
      .enum(["same", "doubled"])
      .default("same")
      .meta({ title: "Each further wait", choices: { same: "Is as long", doubled: "Is twice as long" } }),
  })
  .meta({ title: "Try" });

export type Group = Readonly<Record<string, unknown>>;
/** The group of settings has a result after which it tries again. */
export const triesAgain = ({ try_again }: Group) => Array.isArray(try_again) && try_again.length > 0;

/** The settings of trying again; without a rule the contact is rung once. */
export const tryAgainFields = {
  try_again: z
    .array(rule)
    .max(6)
    .refine((rules) => new Set(rules.map(({ after }) => after)).size === rules.length, "must name each result once")
    .default([])
    .meta({
      title: "Try again",
      add: "Add a result to try again after",
      description:
        "The exit is taken after the last try. Each try keeps to calling hours and limits, and none is made to a number that has come on the do-not-call list.",
    }),
  try_until: z
    .enum(["any", "hours", "time"])
    .default("any")
    .meta({
      title: "Keep trying",
      choices: { any: "Until the tries are used up", hours: "For some hours", time: "Until a time of day" },
      shown: triesAgain,
    }),
  try_hours: z
    .number()
    .int()
    .min(1)
    .max(160)
    .default(24)
    .meta({
      title: "Hours after the first try",
      unit: "hours",
      shown: (group: Group) => triesAgain(group) && group.try_until === "hours",
    }),
  try_until_time: clockTime.default("20:00").meta({
    title: "No try after",
    description: "By the clocks where the contact is. Where nobody knows that, the contact is rung once.",
    is: "time",
    shown: (group: Group) => triesAgain(group) && group.try_until === "time",
  }),
};
const fields = z.strictObject(tryAgainFields);
type Fields = z.infer<typeof fields>;

/** What a step has tried: how often, after which results, and until when it goes on (ISO 8601). */
export type Tries = { made: number; until: string; after: Partial<Record<TryResult, number>>; last: TryResult | null };

/** Before the first try, to a number (E.164) in a zone, where the flow says it. Null: the step tries once. */
export function beginTries(
  { try_again, try_until, try_hours, try_until_time }: Fields,
  number: string,
  zone: string | null,
  ctx: StepContext,
): { tries: Tries; warnings: Fault[] } | null {
  if (try_again.length === 0) return null;
  const begun = (until: string, warnings: Fault[] = []) => ({
    tries: { made: 1, until: until < ctx.expires_at ? until : ctx.expires_at, after: {}, last: null },
    warnings,
  });
  if (try_until === "any") return begun(ctx.expires_at);
  if (try_until === "hours") return begun(later(ctx.at, try_hours * HOUR));
  const until = ctx.nextTimeOfDay(try_until_time, number, zone);
  if (until) return begun(until);
  const message = `The time where ${number} rings is not known, so it is not tried again.`;
  return begun(ctx.at, [{ code: "time_zone_unknown", message }]);
}

/** The next try after a result, and when it is made (ISO 8601); null where that result was the last. */
export function nextTry(
  { try_again }: Pick<Fields, "try_again">,
  tries: Tries,
  result: TryResult,
  at: string,
): { tries: Tries; at: string } | null {
  const wanted = try_again.find(({ after }) => after === result);
  const done = tries.after[result] ?? 0;
  if (!wanted || done >= wanted.times) return null;
  const next = later(at, pauseMinutes(wanted, done) * MINUTE);
  if (next >= tries.until) return null;
  const after = { ...tries.after, [result]: done + 1 };
  return { tries: { ...tries, made: tries.made + 1, after, last: result }, at: next };
}

/** How many minutes to wait after a result that was tried again so many times before. */
function pauseMinutes({ minutes, pauses }: Fields["try_again"][number], before: number): number {
  return pauses === "same" ? minutes : Math.min(minutes * 2 ** before, LONGEST_PAUSE_MINUTES);
}

/** How often a step may ring at most; the rules may be incomplete. */
export const mostTries = (rules: readonly { times?: number }[]): number =>
  rules.reduce((sum, { times = USUAL_TIMES }) => sum + times, 1);

/** Seconds from the first try to the last one at most. */
export function longestTries({ try_again, try_until, try_hours }: Fields): number {
  const minutes = try_again.reduce(
    (sum, one) => sum + Array.from({ length: one.times }, (_, before) => pauseMinutes(one, before)).reduce(plus, 0),
    0,
  );
  const most = { any: Number.POSITIVE_INFINITY, hours: try_hours * 60, time: 25 * 60 }[try_until];
  return Math.min(minutes, most) * 60;
}

const plus = (a: number, b: number) => a + b;
const later = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString();
