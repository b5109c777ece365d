import { z } from "zod";
import { WEEKDAYS } from "../local-time";
import { fraudRisk } from "./fraud-risk";
import { NETWORKS } from "./places";

const MAX_PLACES = 300;
const MAX_HOURS = 100;
/** The most rings to one number that a limit may allow; the database reads no more of them. */
const MOST_RINGS_A_NUMBER = 1000;
const MOST_RINGS = 10_000_000;
const MOST_MONEY = 1_000_000;

const place = z
  .string()
  .regex(/^(?:[A-Z]{2}(?:\/(?:personal|pager))?|\+\d{3})$/, "must be a country, such as US, or a network, such as +881")
  .refine((code) => !code.startsWith("+") || code in NETWORKS, "is no international network");

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "must be a time, such as 08:00");

const listed = z
  .strictObject({
    allow: z.literal("listed"),
    places: z.array(place).max(MAX_PLACES),
    /** Those of the places with a high risk of fraud that were confirmed apart. */
    confirmed: z.array(place).max(MAX_PLACES).default([]),
  })
  .superRefine(({ places, confirmed }, context) => {
    const open = places.filter((one) => fraudRisk(one) !== null && !confirmed.includes(one));
    if (open.length === 0) return;
    const message = `must be confirmed by themselves, since they have a high risk of fraud: ${open.join(", ")}`;
    context.addIssue({ code: "custom", path: ["places"], message });
  });

const countries = z.discriminatedUnion("allow", [
  z.strictObject({ allow: z.literal("own") }),
  z.strictObject({ allow: z.literal("any") }),
  listed,
]);

const callingHours = z.strictObject({
  /** "*": every place that no other line names. */
  place: z.union([place, z.literal("*")]),
  days: z.array(z.enum(WEEKDAYS)).min(1, "must name a day"),
  from: time,
  to: time,
});

const ringsToOne = z.int().min(1).max(MOST_RINGS_A_NUMBER).nullable();
const rings = z.int().min(1).max(MOST_RINGS).nullable();
const money = z.number().min(0.01).max(MOST_MONEY).multipleOf(0.01).nullable();
/**
 * Rings in a clock hour and in a day of the account's time zone; calls at once; begun minutes and money of a day, in the currency of the
 * operator's price list. Null: no limit.
 */
const limitsOfMany = z.strictObject({
  hour: rings,
  day: rings,
  calls: rings.default(null),
  minutes: rings.default(null),
  money: money.default(null),
});

const NO_LIMIT = { hour: null, day: null, calls: null, minutes: null, money: null };

/** Whom an account may ring, and how often. What a rule does not say is as for a new account. */
export const ringRules = z.strictObject({
  countries: countries.default({ allow: "own" }),
  /** None: at any hour. */
  calling_hours: z.array(callingHours).max(MAX_HOURS).default([]),
  /** Rings to one contact's number in any hour, day and week; minutes of rest after the contact declined. */
  per_number: z
    .strictObject({
      hour: ringsToOne,
      day: ringsToOne,
      week: ringsToOne,
      pause_minutes: z.int().min(1).max(1440).nullable(),
    })
    .default({ hour: 3, day: 6, week: 15, pause_minutes: 10 }),
  /** Of the whole account, of each flow, of each API client. */
  per_account: limitsOfMany.default({ ...NO_LIMIT, day: 500 }),
  per_flow: limitsOfMany.default(NO_LIMIT),
  per_client: limitsOfMany.default(NO_LIMIT),
  /** Whether calls over a sandbox carrier, which ring nobody, count. */
  count_sandbox: z.boolean().default(false),
});

export type RingRules = z.infer<typeof ringRules>;
export type CallingHours = RingRules["calling_hours"][number];

/** The rules of a new account. */
export const NEW_ACCOUNT_RULES: RingRules = ringRules.parse({});

/** What may be rung in the United States without asking first: 47 CFR 64.1200(c)(1), 8 to 21 o'clock where the called party is. */
export const US_CALLING_HOURS: CallingHours = { place: "US", days: [...WEEKDAYS], from: "08:00", to: "21:00" };
