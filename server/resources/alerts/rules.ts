/** What a check found of one thing that a rule is about. `usual`: what is usual, where the rule compares. */
export type Reading = { subject: string; name: string; value: number; usual: number | null };

/** From what on a rule fires; `windowMinutes` is null where it asks how things stand now. */
export type Limits = { threshold: number; windowMinutes: number | null };

type Bounds = { standard: number; least: number; most: number };

type Rule = {
  title: string;
  /** What it watches, as a sentence. */
  says: string;
  /** What the threshold counts, as its field is called: "Percent of calls". */
  counts: string;
  threshold: Bounds;
  /** In minutes. */
  window: Bounds | null;
  fires: (reading: Reading, threshold: number) => boolean;
  /** What was found, as a sentence for whoever is told. */
  tells: (reading: Reading, limits: Limits) => string;
};

const HOUR = 60;
const DAY = 24 * HOUR;

const above = ({ value }: Reading, threshold: number) => value >= threshold;
const below = ({ value }: Reading, threshold: number) => value < threshold;
const many = (count: number, one: string) => `${whole(count)} ${one}${Math.round(count) === 1 ? "" : "s"}`;
const whole = (value: number) => Math.round(value).toLocaleString("en-GB");
const lasting = (minutes: number | null) =>
  minutes !== null && minutes % HOUR === 0 ? many(minutes / HOUR, "hour") : many(minutes ?? 0, "minute");

/**
 * Every alert that an account can switch on, by its name. A rule is an entry here and an SQL function of its name,
 * `patchcord_reading_<name>`, with its line in `patchcord_alert_readings`; what is no question for the database is read in checks/mutations.ts.
 */
export const ALERT_RULES = {
  carrier_credentials: {
    title: "Carrier refuses the credentials",
    says: "A carrier does not take the account and token that are stored, so that no call is made.",
    counts: "Refused calls",
    threshold: { standard: 1, least: 1, most: 1000 },
    window: { standard: 15, least: 5, most: DAY },
    fires: above,
    tells: ({ value }, { windowMinutes }) =>
      `The carrier refused the credentials of ${many(value, "call")} in the last ${lasting(windowMinutes)}. Test it under Admin > Carriers, and enter the token anew.`,
  },
  dials_in_doubt: {
    title: "Dials in doubt",
    says: "Nobody knows whether the carrier has placed a call; such a call is never dialled again.",
    counts: "Dials",
    threshold: { standard: 3, least: 1, most: 1000 },
    window: { standard: 15, least: 5, most: DAY },
    fires: above,
    tells: ({ value }, { windowMinutes }) =>
      `Of ${many(value, "call")} in the last ${lasting(windowMinutes)} nobody knows whether the carrier has placed them: its answers are lost or late.`,
  },
  answer_rate: {
    title: "Fewer people answer",
    says: "Of the calls that ring, fewer are answered by a person than in the same hours of the last four weeks.",
    counts: "Percent of what is usual",
    threshold: { standard: 50, least: 1, most: 99 },
    window: { standard: HOUR, least: 15, most: DAY },
    fires: ({ value, usual }, threshold) => value < ((usual ?? 0) * threshold) / 100,
    tells: ({ value, usual }, { windowMinutes }) =>
      `${whole(value)} % of the calls of the last ${lasting(windowMinutes)} were answered by a person; ${whole(usual ?? 0)} % are usual. Numbers may be marked as spam, or calls come at the wrong time.`,
  },
  error_exits: {
    title: "Error exits",
    says: "Interactions end in which a step took its error exit.",
    counts: "Percent of interactions",
    threshold: { standard: 20, least: 1, most: 100 },
    window: { standard: 30, least: 5, most: DAY },
    fires: above,
    tells: ({ value }, { windowMinutes }) =>
      `In ${whole(value)} % of the interactions that ended in the last ${lasting(windowMinutes)} a step took its error exit. Interactions says which.`,
  },
  queue_wait: {
    title: "Calls wait in the queue",
    says: "A call that is asked for now waits for the calls a second that its carrier takes.",
    counts: "Seconds",
    threshold: { standard: 60, least: 5, most: 3600 },
    window: null,
    fires: above,
    tells: ({ name, value }) =>
      `A call over ${name} waits ${many(value, "second")}: more are asked for than the carrier takes in a second.`,
  },
  webhook_dead: {
    title: "Webhook endpoint dead",
    says: "Nothing has reached a webhook endpoint for long, or it is off since it failed for days or answered 410.",
    counts: "Hours",
    threshold: { standard: 24, least: 1, most: 120 },
    window: null,
    fires: above,
    tells: ({ name }) =>
      `Nothing reaches the webhook endpoint ${name}. Its log says what it answers; events are given up after 72 hours.`,
  },
  flow_silent: {
    title: "Flow is silent",
    says: "A flow that has had interactions in these hours of each of the last four weeks has none.",
    counts: "Usual interactions, at least",
    threshold: { standard: 5, least: 1, most: 10_000 },
    window: { standard: HOUR, least: 15, most: DAY },
    fires: ({ value, usual }, threshold) => value === 0 && (usual ?? 0) >= threshold,
    tells: ({ name, usual }, { windowMinutes }) =>
      `${name} has had no interaction in the last ${lasting(windowMinutes)}; ${whole(usual ?? 0)} are usual. The website may not reach the API.`,
  },
  jobs_late: {
    title: "Jobs late",
    says: "Background work waits for a worker.",
    counts: "Seconds",
    threshold: { standard: 60, least: 10, most: 3600 },
    window: null,
    fires: above,
    tells: ({ value }) =>
      `The oldest job has waited for ${many(value, "second")}: too few workers run, or they cannot keep up.`,
  },
  disk_full: {
    title: "Disk nearly full",
    says: "Little of the disk is free on a machine that a worker runs on.",
    counts: "Percent that is free",
    threshold: { standard: 10, least: 1, most: 90 },
    window: null,
    fires: below,
    tells: ({ name, value }) => `${whole(value)} % of the disk of ${name} are free.`,
  },
  database_away: {
    title: "Database away",
    says: "No worker has reached the database: it is away, or none runs.",
    counts: "Seconds",
    threshold: { standard: 60, least: 30, most: 3600 },
    window: null,
    fires: above,
    tells: ({ value }) =>
      `No worker has reached the database for ${many(value, "second")}: it is away, or none runs. Without it calls are neither made nor answered.`,
  },
  unwanted_calls: {
    title: "“I did not ask for this”",
    says: "People whom a button called press 9, since they have not asked for the call.",
    counts: "Calls",
    threshold: { standard: 3, least: 1, most: 1000 },
    window: { standard: HOUR, least: 5, most: DAY },
    fires: above,
    tells: ({ value }, { windowMinutes }) =>
      `${many(value, "call")} of buttons in the last ${lasting(windowMinutes)} went to people who had not asked for them. Somebody types strangers' numbers into your site; Admin > Buttons can switch a button off.`,
  },
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof ALERT_RULES;
export const RULE_NAMES = Object.keys(ALERT_RULES) as [RuleName, ...RuleName[]];
export const isRuleName = (name: string): name is RuleName => Object.hasOwn(ALERT_RULES, name);
export const ruleOf = (name: RuleName): Rule => ALERT_RULES[name];

/** What the product proposes. */
export function standardOf(name: RuleName): Limits {
  const { threshold, window } = ruleOf(name);
  return { threshold: threshold.standard, windowMinutes: window?.standard ?? null };
}
