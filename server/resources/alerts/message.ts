import { env } from "../../platform/env";
import { isRuleName, type Limits, type Reading, ruleOf } from "./rules";

/** What somebody is told: a line and a few sentences, plain text. */
export type Message = { title: string; text: string };

/** An alert as it is told. */
export type ToldAlert = Reading & Limits & { rule: string; openedAt: Date; endedAt: Date | null };

/** Where the alerts are, in the studio. */
export const alertsAddress = (): string => `${env().PUBLIC_URL}/admin/alerts`;

/** `timeZone`: the account's. */
export function messageOf(alert: ToldAlert, timeZone: string): Message {
  const { rule, name, openedAt, endedAt } = alert;
  const known = isRuleName(rule) ? ruleOf(rule) : null;
  const title = `${known?.title ?? rule}${name ? `: ${name}` : ""}`;
  if (endedAt)
    return {
      title: `Over: ${title}`,
      text: `It lasted from ${moment(openedAt, timeZone)} to ${moment(endedAt, timeZone)}.`,
    };
  return { title, text: `${known?.tells(alert, alert) ?? ""} Since ${moment(openedAt, timeZone)}.` };
}

function moment(at: Date, timeZone: string): string {
  const parts = { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZoneName: "short" } as const;
  return new Intl.DateTimeFormat("en-GB", { ...parts, timeZone }).format(at);
}
