import { type Limits, type Reading, type RuleName, ruleOf } from "../rules";

/** An alert rule that is switched on. */
export type Watched = Limits & { rule: RuleName; isMuted: boolean };
/** `calls`: of how many calls a rate is; null where it is none. */
export type RuleReading = Reading & { rule: RuleName; calls: number | null };
/** An alert that has not ended. `isTold`: somebody has been told. */
export type OpenAlert = { id: string; rule: RuleName; subject: string; heldAt: Date; isTold: boolean };

/** What a check comes to. `tell`: alerts that were muted when they fired, and are no more. */
export type Judged = {
  fired: { reading: RuleReading; watched: Watched }[];
  held: { id: string; reading: RuleReading }[];
  ended: string[];
  tell: string[];
};

/** An alert ends once its fault has been gone for so long: what comes and goes is one fault. */
const CALM_MS = 2 * 60_000;

/** Of fewer calls a rate says nothing. */
const LEAST_CALLS = 10;

/** What of the readings fires, holds and ends. Pure: each alert is opened once, and ended once. */
export function judge(
  watched: readonly Watched[],
  readings: readonly RuleReading[],
  open: readonly OpenAlert[],
  now: Date,
): Judged {
  const ruleOfName = new Map(watched.map((one) => [one.rule, one]));
  const faults = new Map<string, { reading: RuleReading; watched: Watched }>();
  for (const reading of readings) {
    const rule = ruleOfName.get(reading.rule);
    if (reading.calls !== null && reading.calls < LEAST_CALLS) continue;
    if (rule && ruleOf(reading.rule).fires(reading, rule.threshold))
      faults.set(keyOf(reading), { reading, watched: rule });
  }
  const opened = new Map(open.map((alert) => [keyOf(alert), alert]));
  const present = open.filter((alert) => faults.has(keyOf(alert)));
  return {
    fired: [...faults].filter(([key]) => !opened.has(key)).map(([, fault]) => fault),
    held: present.map((alert) => ({ id: alert.id, reading: faults.get(keyOf(alert))!.reading })),
    ended: open
      .filter((alert) => !faults.has(keyOf(alert)) && now.getTime() - alert.heldAt.getTime() >= CALM_MS)
      .map(({ id }) => id),
    tell: present.filter(({ rule, isTold }) => !isTold && ruleOfName.get(rule)?.isMuted === false).map(({ id }) => id),
  };
}

const keyOf = ({ rule, subject }: { rule: string; subject: string }) => `${rule} ${subject}`;
