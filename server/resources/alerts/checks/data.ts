import type { Prisma } from "@/prisma/generated/client";
import { query } from "../../../platform/db";
import type { AccountId } from "../../../ports/ids";
import { isRuleName } from "../rules";
import type { OpenAlert, RuleReading, Watched } from "./judge";

/** A worker as it presents itself. `diskFree`: part of its machine's disk, from 0 to 1. */
export type Checker = { holder: string; host: string; diskFree: number };

/** For how long nobody else checks: a worker asks again every fifteen seconds. */
const LEASE_SECONDS = 40;

/** The turn to check. `gapSeconds`: how long nobody has checked; null at the first time. */
export type Turn = { gapSeconds: number | null; accounts: AccountId[] };

/** Asks for the turn to check; null while another worker has it. */
export async function takeTurn({ holder, host, diskFree }: Checker): Promise<Turn | null> {
  const text = `select extract(epoch from gap)::float as "gapSeconds", accounts
    from patchcord_alert_turn($1, $2, $3, make_interval(secs => $4))`;
  const [turn] = await query<Turn>("alert_turn", text, [holder, host, diskFree, LEASE_SECONDS]);
  return turn ?? null;
}

/** Rules that no SQL function reads: the check itself knows. */
const READ_BY_THE_CHECK = ["database_away"];

/** What the account's rules find, from counts and keys: no rule looks at interactions one by one. */
export async function readReadings(account: AccountId, watched: readonly Watched[]): Promise<RuleReading[]> {
  const asked = watched.filter(({ rule }) => !READ_BY_THE_CHECK.includes(rule));
  if (asked.length === 0) return [];
  const rules = asked.map(({ rule, threshold, windowMinutes }) => [rule, { threshold, window: windowMinutes }]);
  return query<RuleReading>("alert_readings", "select * from patchcord_alert_readings($1, $2)", [
    account,
    JSON.stringify(Object.fromEntries(rules)),
  ]);
}

/** The account's rules that are switched on. */
export async function watchedRules(tx: Prisma.TransactionClient, account: AccountId, now: Date): Promise<Watched[]> {
  const rows = await tx.alertRule.findMany({ where: { accountId: account, enabled: true } });
  return rows.flatMap(({ rule, threshold, windowMinutes, mutedUntil }) =>
    isRuleName(rule) ? [{ rule, threshold, windowMinutes, isMuted: mutedUntil !== null && mutedUntil > now }] : [],
  );
}

/** The account's alerts that have not ended. */
export async function openAlerts(tx: Prisma.TransactionClient, account: AccountId): Promise<OpenAlert[]> {
  const rows = await tx.alert.findMany({ where: { accountId: account, endedAt: null } });
  return rows.flatMap(({ id, rule, subject, heldAt, toldAt }) =>
    isRuleName(rule) ? [{ id, rule, subject, heldAt, isTold: toldAt !== null }] : [],
  );
}
