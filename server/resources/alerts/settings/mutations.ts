import { databaseNow, withAccount } from "../../../platform/db";
import { PatchcordError } from "../../../platform/errors";
import { type Actor, recordAudit } from "../../audit/mutations";
import { endAlerts } from "../checks/mutations";
import { type RuleName, ruleOf, standardOf } from "../rules";
import type { RuleInput } from "./schema";

/** Switches a rule on or off and sets its limits. What is switched off ends. Throws `invalid_request` with the fields that are wrong. */
export async function setRule(by: Actor, { rule, enabled, threshold, windowMinutes }: RuleInput): Promise<void> {
  requireWithin(rule, threshold, windowMinutes);
  await withAccount(by.account, async (tx) => {
    const key = { accountId_rule: { accountId: by.account, rule } };
    const before = await tx.alertRule.findUnique({ where: key });
    const now = await databaseNow(tx);
    const values = { enabled, threshold, windowMinutes, updatedAt: now, updatedBy: by.user.name };
    await tx.alertRule.upsert({ where: key, create: { accountId: by.account, rule, ...values }, update: values });
    if (!enabled) {
      const open = await tx.alert.findMany({ where: { accountId: by.account, rule, endedAt: null } });
      await endAlerts(
        tx,
        by.account,
        open.map(({ id }) => id),
        now,
      );
    }
    const was = before ?? { enabled: false, ...standardOf(rule) };
    await recordAudit(tx, by, {
      action: was.enabled === enabled ? "alert_rule.edit" : enabled ? "alert_rule.switch_on" : "alert_rule.switch_off",
      subject: ruleOf(rule).title,
      before: { threshold: was.threshold, windowMinutes: was.windowMinutes },
      after: { threshold, windowMinutes },
    });
  });
}

/** Nobody is told of a rule's alerts for so many hours; null: they are told again from now on. Throws `not_found` for a rule that is off. */
export async function muteRule(by: Actor, rule: RuleName, hours: number | null): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const now = await databaseNow(tx);
    const mutedUntil = hours === null ? null : new Date(now.getTime() + hours * 3_600_000);
    const { count } = await tx.alertRule.updateMany({
      where: { accountId: by.account, rule, enabled: true },
      data: { mutedUntil, updatedAt: now, updatedBy: by.user.name },
    });
    if (count === 0) throw new PatchcordError("not_found", "This alert is off. Switch it on first.");
    const action = hours === null ? "alert_rule.unmute" : "alert_rule.mute";
    await recordAudit(tx, by, { action, subject: ruleOf(rule).title, after: { hours } });
  });
}

type Bounds = { least: number; most: number };

function requireWithin(rule: RuleName, threshold: number, windowMinutes: number | null): void {
  const bounds = ruleOf(rule);
  const fields = [
    ...faultOf("threshold", threshold, bounds.threshold),
    ...(bounds.window ? faultOf("windowMinutes", windowMinutes ?? 0, bounds.window) : []),
    ...(bounds.window || windowMinutes === null
      ? []
      : [{ name: "windowMinutes", description: "This alert has none." }]),
  ];
  if (fields.length > 0)
    throw new PatchcordError("invalid_request", "Some values are not valid; see the fields.", { fields });
}

function faultOf(name: string, value: number, { least, most }: Bounds) {
  if (Number.isInteger(value) && value >= least && value <= most) return [];
  return [{ name, description: `Enter a whole number from ${least} to ${most.toLocaleString("en-GB")}.` }];
}
