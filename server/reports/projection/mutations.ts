import pg from "pg";
import { prisma, withAccount } from "../../platform/db";
import { env } from "../../platform/env";
import type { AccountId } from "../../ports/ids";
import type { StoredDefinition } from "../steps";
import { stepNames } from "./step-names";

type Projected = { account: AccountId; projected: number; nameless: string[] | null; isBehind: boolean };

/** All accounts, which are looked at for what is new in their logs. */
export async function reportingAccounts(): Promise<AccountId[]> {
  const rows = await prisma().$queryRaw<{ account: AccountId }[]>`
    select account from patchcord_reporting_accounts() as account order by account`;
  return rows.map(({ account }) => account);
}

/**
 * Makes the facts of what has changed in these accounts' logs, at most about `limit` interactions of each; true where there is more to do
 * at once. An account that another worker is at is left to it. `deep`: also what was committed late.
 */
export async function projectNext(accounts: AccountId[], limit: number, deep: boolean): Promise<boolean> {
  const rows = await prisma().$queryRaw<Projected[]>`
    select account_id as account, projected, nameless, is_behind as "isBehind"
    from patchcord_project_next(${accounts}::uuid[], ${limit}::int, ${deep})`;
  for (const { account, nameless } of rows) if (nameless) await writeNames(account, nameless);
  return rows.some(({ isBehind }) => isBehind);
}

/** Writes down how the steps and exits of versions are called: SQL cannot know, and a version never changes. */
async function writeNames(account: AccountId, versions: string[]): Promise<void> {
  await withAccount(account, async (tx) => {
    const found = await tx.flowVersion.findMany({
      where: { accountId: account, id: { in: versions } },
      select: { id: true, definition: true },
    });
    const byId = new Map(found.map(({ id, definition }) => [id, definition as StoredDefinition]));
    const lines = versions.flatMap((version) =>
      stepNames(byId.get(version) ?? null).map((line) => ({ version, ...line })),
    );
    await tx.$executeRaw`
      insert into version_step (account_id, flow_version_id, step, name, component_name, exits)
      select ${account}::uuid, version, step, name, component, exits from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
        as line(version uuid, step text, name text, component text, exits jsonb) on conflict do nothing`;
  });
}

/**
 * Makes the tables of the months that there are interactions of, and of the next, and drops those that are older than any account
 * keeps its interactions: none of their rows is left.
 */
export async function turnMonths(accounts: AccountId[]): Promise<void> {
  const kept = await Promise.all(accounts.map(keptSince));
  const now = new Date();
  const oldest = new Date(Math.min(now.getTime(), ...kept.map(({ since }) => since.getTime())));
  const drop = new Date(Math.min(now.getTime(), ...kept.map(({ least }) => least.getTime())));
  for (const month of monthsFrom(oldest, now))
    await prisma().$executeRaw`select patchcord_fact_months(${month}::timestamptz, ${drop}::timestamptz)`;
}

/** `least`: no interaction of the account can be older; `since`: none is. Ids say when an interaction began, retention counts from its end. */
function keptSince(account: AccountId): Promise<{ least: Date; since: Date }> {
  return withAccount(account, async (tx) => {
    const [row] = await tx.$queryRaw<{ least: Date; since: Date }[]>`
      select least, greatest(least, (select to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0)
        from interaction where account_id = ${account}::uuid order by id limit 1)) as since
      from (select now() - make_interval(days => retention_days + 3) as least from account where id = ${account}::uuid) kept`;
    return row ?? { least: new Date(), since: new Date() };
  });
}

/** A moment in each month from that of `from` on, up to the month after `to`. */
function monthsFrom(from: Date, to: Date): Date[] {
  const first = from.getUTCFullYear() * 12 + from.getUTCMonth();
  const last = to.getUTCFullYear() * 12 + to.getUTCMonth() + 1;
  return Array.from(
    { length: last - first + 1 },
    (_, index) => new Date(Date.UTC(Math.floor((first + index) / 12), (first + index) % 12, 15)),
  );
}

/**
 * Forgets all that was projected of an account, so that it is made anew from the log. In one transaction that holds the account's mark: a
 * worker that runs meanwhile leaves the account alone.
 */
export async function forgetFacts(account: AccountId): Promise<void> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('patchcord.account', $1, true)", [account]);
    await client.query("select from report_mark where account_id = $1 for update", [account]);
    for (const table of ["step_fact", "interaction_fact", "report_count", "alert_count", "version_step"])
      await client.query(`delete from ${table} where account_id = $1`, [account]);
    await client.query("update report_mark set last_id = null where account_id = $1", [account]);
    await client.query("commit");
  } finally {
    await client.end();
  }
}

/** Of how many interactions an account has facts. */
export async function factsOf(account: AccountId): Promise<number> {
  return withAccount(account, async (tx) => {
    const [row] = await tx.$queryRaw<{ facts: number }[]>`
      select count(*)::int as facts from interaction_fact where account_id = ${account}::uuid`;
    return row?.facts ?? 0;
  });
}
