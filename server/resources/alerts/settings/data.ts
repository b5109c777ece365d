import { withAccount } from "../../../platform/db";
import type { AccountId } from "../../../ports/ids";
import { RULE_NAMES, ruleOf, standardOf } from "../rules";

/** Alerts that are over and shown. */
const MOST_PAST = 50;

/** Every rule as the account has set it, with its alerts: those that have not ended, and the last that have. */
export function readAlerts(account: AccountId) {
  return withAccount(account, async (tx) => {
    const rows = new Map(
      (await tx.alertRule.findMany({ where: { accountId: account } })).map((row) => [row.rule, row]),
    );
    const rules = RULE_NAMES.map((name) => {
      const { title, says, counts, threshold, window } = ruleOf(name);
      const row = rows.get(name);
      return {
        ...{ name, title, says, counts, bounds: { threshold, window } },
        enabled: row?.enabled ?? false,
        mutedUntil: row?.mutedUntil ?? null,
        ...(row ? { threshold: row.threshold, windowMinutes: row.windowMinutes } : standardOf(name)),
      };
    });
    const shown = { accountId: account };
    const open = await tx.alert.findMany({ where: { ...shown, endedAt: null }, orderBy: { id: "desc" } });
    const past = await tx.alert.findMany({
      where: { ...shown, endedAt: { not: null } },
      orderBy: { id: "desc" },
      take: MOST_PAST,
    });
    const endpoints = await tx.webhookEndpoint.findMany({
      where: { ...shown, OR: [{ types: { isEmpty: true } }, { types: { hasSome: ["alert.fired", "alert.ended"] } }] },
      select: { id: true, name: true, status: true },
      orderBy: { name: "asc" },
    });
    return { rules, open, past, endpoints };
  });
}
