import type { Prisma } from "@/prisma/generated/client";
import { databaseNow, withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import { ids } from "../../platform/ids/ids";
import { hasMailServer } from "../../platform/mail";
import { parseInput, wrongField } from "../../platform/parse-input";
import type { AccountId } from "../../ports/ids";
import { type Actor, recordAudit } from "../../resources/audit/mutations";
import { listMembers } from "../../resources/users/data";
import { wakeWorkers } from "../../storage/queue";
import { beginExport, mayBegin } from "../exports/mutations";
import { type ExportFormat, exportFilters } from "../exports/schema";
import { columnsOf, requireChosen } from "../variables/data";
import { lockedSchedule, scheduleKey } from "./data";
import { MAX_SCHEDULES, type ScheduleInput, type ScheduleValues, scheduleSchema } from "./schema";
import { type Every, nextTurn, type Rhythm, type Turn } from "./turn";

type Tx = Prisma.TransactionClient;

/** The last calls of a period are in the facts by then, and most are over: a turn at midnight begins so much later. */
const SETTLED_MS = 5 * 60_000;
/** A turn that finds as many exports under way as may be looks again after so long. */
const ROOM_MS = 15_000;

/** Adds a schedule; its first turn is the next one. Throws `invalid_request`, and `conflict` where there are as many as may be, or one of that name. */
export async function addSchedule(by: Actor, input: ScheduleInput): Promise<{ id: string }> {
  const { account } = by;
  const values = await checked(account, input);
  const id = ids.uuid();
  await withAccount(account, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${account} || 'schedule', 0))`;
    if ((await tx.reportSchedule.count({ where: { accountId: account } })) >= MAX_SCHEDULES)
      throw new PatchcordError("conflict", `An account has at most ${MAX_SCHEDULES} schedules. Remove one first.`);
    await requireFreeName(tx, account, values.name);
    await requireChosen(tx, account, values.variables);
    const now = await databaseNow(tx);
    const turn = nextTurn(values, now);
    const stamp = { nextAt: turn.at, updatedAt: now, updatedBy: by.user.name };
    await tx.reportSchedule.create({ data: { accountId: account, id, ...values, ...stamp } });
    await lookAt(tx, account, id, beginsAt(turn));
    await recordAudit(tx, by, { action: "report_schedule.add", subject: values.name, after: toldOf(values) });
  });
  return { id };
}

/** Changes a schedule; one that is not paused goes on with the next turn from now. Throws `not_found`, and as `addSchedule`. */
export async function editSchedule(by: Actor, id: string, input: ScheduleInput): Promise<void> {
  const { account } = by;
  const values = await checked(account, input);
  await withAccount(account, async (tx) => {
    const before = await lockedSchedule(tx, account, id);
    if (values.name !== before.name) await requireFreeName(tx, account, values.name);
    // One that is chosen no more may stay: it is no column until it is chosen again.
    const added = values.variables.filter((name) => !before.variables.includes(name));
    await requireChosen(tx, account, added);
    const now = await databaseNow(tx);
    const turn = before.nextAt && nextTurn(values, now);
    await tx.reportSchedule.update({
      where: scheduleKey(account, id),
      data: { ...values, nextAt: turn?.at ?? null, updatedAt: now, updatedBy: by.user.name },
    });
    if (turn) await lookAt(tx, account, id, beginsAt(turn));
    const told = { before: toldOf(before), after: toldOf(values) };
    await recordAudit(tx, by, { action: "report_schedule.edit", subject: values.name, ...told });
  });
}

/** Lets a schedule's turns pass, or has it go on with the next one from now. Throws `not_found`. */
export async function pauseSchedule(by: Actor, id: string, isPaused: boolean): Promise<void> {
  const { account } = by;
  await withAccount(account, async (tx) => {
    const found = await lockedSchedule(tx, account, id);
    if ((found.nextAt === null) === isPaused) return;
    const turn = isPaused ? null : nextTurn(rhythmOf(found), await databaseNow(tx));
    await tx.reportSchedule.update({ where: scheduleKey(account, id), data: { nextAt: turn?.at ?? null } });
    if (turn) await lookAt(tx, account, id, beginsAt(turn));
    const action = isPaused ? "report_schedule.pause" : "report_schedule.resume";
    await recordAudit(tx, by, { action, subject: found.name });
  });
}

/** Removes a schedule; files that it has had written stay as long as any. Throws `not_found`. */
export async function removeSchedule(by: Actor, id: string): Promise<void> {
  const { account } = by;
  await withAccount(account, async (tx) => {
    const found = await lockedSchedule(tx, account, id);
    await tx.reportRun.deleteMany({ where: { accountId: account, scheduleId: id } });
    await tx.reportSchedule.delete({ where: scheduleKey(account, id) });
    await recordAudit(tx, by, { action: "report_schedule.remove", subject: found.name, before: toldOf(found) });
  });
}

/**
 * Handles the deadline of a schedule. Its turn, the export with its job, and when the next turn is due are one transaction: whoever dies in it
 * has taken no turn, and whoever comes later finds the next one.
 */
export async function scheduleDue(account: AccountId, id: string): Promise<void> {
  const isBegun = await withAccount(account, async (tx) => {
    const schedule = await lockedSchedule(tx, account, id).catch(() => null);
    if (!schedule?.nextAt) {
      await tx.$executeRaw`select patchcord_clear_deadline(${account}::uuid, 'report_schedule', ${id}::uuid)`;
      return false;
    }
    const now = await databaseNow(tx);
    const rhythm = rhythmOf(schedule);
    const turn = nextTurn(rhythm, new Date(schedule.nextAt.getTime() - 1));
    if (beginsAt(turn) > now) return lookAt(tx, account, id, beginsAt(turn));
    if (!(await mayBegin(tx, account))) return lookAt(tx, account, id, new Date(now.getTime() + ROOM_MS));
    await takeTurn(tx, account, { ...schedule, id }, turn);
    const next = nextTurn(rhythm, turn.at);
    await tx.reportSchedule.update({ where: scheduleKey(account, id), data: { nextAt: next.at } });
    await lookAt(tx, account, id, beginsAt(next));
    return true;
  });
  if (isBegun) wakeWorkers();
}

type Taken = { id: string; name: string; format: string; timeZone: string; filters: unknown; variables: string[] };

async function takeTurn(tx: Tx, account: AccountId, schedule: Taken, { at, from, to, day }: Turn): Promise<void> {
  const { id: scheduleId, name, format, timeZone, filters } = schedule;
  const id = ids.uuid();
  await tx.reportRun.create({ data: { accountId: account, id, scheduleId, turnAt: at, state: "running" } });
  await beginExport(tx, account, id, {
    ...{ name: `${name} ${day}`, format: format as ExportFormat, filters: exportFilters.parse(filters) },
    variables: await columnsOf(tx, account, schedule.variables),
    scope: { period: "today", zone: timeZone, between: { from, to } },
    requestedBy: `the schedule ${name}`,
  });
}

/** When a turn's export begins. */
const beginsAt = ({ at, to }: Turn): Date => new Date(Math.max(at.getTime(), to.getTime() + SETTLED_MS));

async function lookAt(tx: Tx, account: AccountId, id: string, due: Date): Promise<false> {
  await tx.$executeRaw`select patchcord_set_deadline(${account}::uuid, 'report_schedule', ${id}::uuid, ${due}::timestamptz)`;
  return false;
}

const rhythmOf = ({ every, hour, timeZone }: { every: string; hour: number; timeZone: string }): Rhythm => ({
  ...{ every: every as Every, hour, timeZone },
});

/** The values as they may be stored. Recipients must be members: a report goes to nobody whom the account does not know. */
async function checked(account: AccountId, input: ScheduleInput): Promise<ScheduleValues> {
  const values = parseInput(scheduleSchema, input);
  if (values.recipients.length === 0) return values;
  if (!hasMailServer())
    throw wrongField("recipients", "The operator has set no mail server (SMTP_URL).", "invalid_request");
  const members = new Set((await listMembers(account)).map(({ id }) => id));
  if (!values.recipients.every((id) => members.has(id)))
    throw wrongField("recipients", "Choose members of the account.", "invalid_request");
  return values;
}

async function requireFreeName(tx: Tx, account: AccountId, name: string): Promise<void> {
  if ((await tx.reportSchedule.count({ where: { accountId: account, name } })) > 0)
    throw wrongField("name", "Another schedule has this name. Choose another.");
}

/** What the audit log shows. */
function toldOf(
  values: Omit<ScheduleValues, "every" | "format" | "filters"> & { every: string; format: string; filters: unknown },
) {
  const { name, every, hour, timeZone, format, filters, variables, recipients } = values;
  return { name, every, hour, timeZone, format, filters, variables, recipients };
}
