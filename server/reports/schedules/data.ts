import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import type { AccountId } from "../../ports/ids";
import { listMembers } from "../../resources/users/data";
import type { ExportFilters, ExportFormat } from "../exports/schema";
import type { RunState } from "../runs/mutations";
import type { Every } from "./turn";

type Tx = Prisma.TransactionClient;

export const scheduleKey = (account: AccountId, id: string) => ({ accountId_id: { accountId: account, id } });

/** What came of a schedule's last turn. `export`: its file, while that is kept. */
export type LastRun = {
  turnAt: Date;
  state: RunState;
  rows: number;
  mail: "none" | "waiting" | "sent" | "failed";
  mailError: string | null;
  export: string | null;
};

/** A schedule as the page shows it. `nextAt`: null while it is paused. */
export type Schedule = {
  id: string;
  name: string;
  every: Every;
  hour: number;
  timeZone: string;
  format: ExportFormat;
  filters: ExportFilters;
  variables: string[];
  recipients: { id: string; name: string }[];
  nextAt: Date | null;
  last: LastRun | null;
};

/** The account's schedules by name, each with its last turn. */
export async function listSchedules(account: AccountId): Promise<Schedule[]> {
  const members = new Map((await memberChoices(account)).map((member) => [member.id, member]));
  return withAccount(account, async (tx) => {
    const rows = await tx.reportSchedule.findMany({ where: { accountId: account }, orderBy: { name: "asc" } });
    const lastRuns = await lastRunsOf(tx, account);
    return rows.map(({ id, name, hour, timeZone, variables, nextAt, ...row }) => ({
      ...{ id, name, hour, timeZone, variables, nextAt, last: lastRuns.get(id) ?? null },
      ...{ every: row.every as Every, format: row.format as ExportFormat, filters: row.filters as ExportFilters },
      // Whoever has left the account is no recipient any more.
      recipients: row.recipients.flatMap((member) => members.get(member) ?? []),
    }));
  });
}

async function lastRunsOf(tx: Tx, account: AccountId): Promise<Map<string, LastRun>> {
  const rows = await tx.$queryRaw<(LastRun & { schedule: string })[]>`
    select distinct on (r.schedule_id) r.schedule_id as schedule, r.turn_at as "turnAt", r.state, r.rows, r.mail, r.mail_error as "mailError",
      e.id as export
    from report_run r left join report_export e on e.account_id = r.account_id and e.id = r.id
    where r.account_id = ${account}::uuid order by r.schedule_id, r.turn_at desc`;
  return new Map(rows.map(({ schedule, ...run }) => [schedule, run]));
}

/** Who can be written to: the account's members, by name. */
export async function memberChoices(account: AccountId): Promise<{ id: string; name: string }[]> {
  return (await listMembers(account)).map(({ id, name, email }) => ({ id, name: name || email }));
}

/** A schedule, locked until the transaction ends. Throws `not_found`. */
export async function lockedSchedule(tx: Tx, account: AccountId, id: string) {
  await tx.$executeRaw`select 1 from report_schedule where account_id = ${account}::uuid and id = ${id}::uuid for update`;
  const found = await tx.reportSchedule.findUnique({ where: scheduleKey(account, id) });
  if (!found) throw new PatchcordError("not_found", "There is no such schedule.");
  return found;
}
