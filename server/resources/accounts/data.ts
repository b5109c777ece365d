import { ringRules } from "@/engine/ring-rules/rules";
import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { env } from "../../platform/env";
import type { AccountId } from "../../ports/ids";
import type { Settings } from "./schema";

/** Who has stopped all dialling, when (ISO 8601), and why. */
export type Stopped = { reason: string; by: string; at: string };

export async function settingsOf(
  tx: Prisma.TransactionClient,
  account: AccountId,
): Promise<Settings & { stopped: Stopped | null }> {
  const row = await tx.account.findUniqueOrThrow({ where: { id: account } });
  const { name, timeZone, language, ratePerSecond, sandboxOnly, retentionDays } = row;
  return {
    ...{ name, timeZone, language, ratePerSecond, sandboxOnly, retentionDays },
    rules: ringRules.parse(row.ringRules),
    stopped: row.diallingStopped as Stopped | null,
  };
}

/** The account's settings, and what its admins have to know to change them. */
export function readSettings(account: AccountId) {
  return withAccount(account, async (tx) => {
    const settings = await settingsOf(tx, account);
    const numbers = await tx.number.findMany({ where: { accountId: account }, select: { e164: true } });
    const priced = await tx.callPrice.findFirst({ select: { currency: true } });
    return {
      ...settings,
      // That of the operator's prices; null where there are none.
      currency: priced?.currency ?? null,
      mostStarts: Math.max(env().MAX_STARTS_PER_SECOND, settings.ratePerSecond),
      numbers: numbers.map(({ e164 }) => e164),
    };
  });
}

/** Ids of interactions that still run, the oldest first. */
export function runningInteractions(account: AccountId, limit: number): Promise<string[]> {
  return withAccount(account, async (tx) => {
    const where = { accountId: account, status: "running" };
    const rows = await tx.interaction.findMany({ where, select: { id: true }, orderBy: { id: "asc" }, take: limit });
    return rows.map(({ id }) => id);
  });
}

/** The steps to a first call, and which of them an account has done. */
export type Checklist = { carrier: boolean; number: boolean; published: boolean; client: boolean; called: boolean };

export function readChecklist(account: AccountId): Promise<Checklist> {
  return withAccount(account, async (tx) => {
    const [row] = await tx.$queryRaw<Checklist[]>`
      select exists (select 1 from carrier where account_id = ${account}::uuid) as carrier,
        exists (select 1 from number where account_id = ${account}::uuid) as number,
        exists (select 1 from flow where account_id = ${account}::uuid and published_version_id is not null) as published,
        exists (select 1 from oauth_client where account_id = ${account}::uuid and revoked_at is null) as client,
        exists (select 1 from dial_attempt where account_id = ${account}::uuid and call_id is not null) as called`;
    return row ?? { carrier: false, number: false, published: false, client: false, called: false };
  });
}
