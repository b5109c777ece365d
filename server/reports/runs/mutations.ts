import type { Prisma, ReportExport, ReportRun } from "@/prisma/generated/client";
import { databaseNow, withAccount } from "../../platform/db";
import { env } from "../../platform/env";
import { mailFault, sendMail } from "../../platform/mail";
import type { AccountId } from "../../ports/ids";
import { listMembers } from "../../resources/users/data";

type Tx = Prisma.TransactionClient;

export type RunState = "running" | "done" | "failed" | "stopped";
type Over = Exclude<RunState, "running">;

const runKey = (account: AccountId, id: string) => ({ accountId_id: { accountId: account, id } });

/**
 * Writes down that an export is over, in the transaction that ends it, where it is the turn of a schedule: webhook endpoints are told, and a job
 * writes to the recipients. What somebody has stopped is told nobody.
 */
export async function concludeRun(tx: Tx, found: ReportExport, state: Over): Promise<void> {
  const account = found.accountId as AccountId;
  const run = await tx.reportRun.findUnique({ where: runKey(account, found.id) });
  if (run?.state !== "running") return;
  const recipients = await recipientsOf(tx, run);
  const isMailed = state !== "stopped" && recipients.length > 0;
  const finishedAt = await databaseNow(tx);
  const { count } = await tx.reportRun.updateMany({
    where: { accountId: account, id: run.id, state: "running" },
    data: { state, rows: found.rows, finishedAt, mail: isMailed ? "waiting" : "none" },
  });
  // The schedule was removed meanwhile, and its turns with it.
  if (count === 0) return;
  if (state !== "stopped") await noteEvent(tx, run, found, state, finishedAt);
  if (!isMailed) return;
  const payload = JSON.stringify({ account, run: run.id });
  await tx.$executeRaw`select patchcord_enqueue('mail_report', ${payload}::json, now(), ${`mail:${run.id}`})`;
}

/** None where the schedule was removed meanwhile. */
async function recipientsOf(tx: Tx, { accountId, scheduleId }: ReportRun): Promise<string[]> {
  const schedule = await tx.reportSchedule.findUnique({ where: runKey(accountId as AccountId, scheduleId) });
  return schedule?.recipients ?? [];
}

/** Webhook endpoints are told as of everything else: a worker makes an event of the note. */
async function noteEvent(tx: Tx, run: ReportRun, found: ReportExport, state: "done" | "failed", now: Date) {
  const { name, format, timeZone, startsAt, endsAt, rows, bytes, sha256 } = found;
  const about = {
    ...{ run: run.id, schedule_id: run.scheduleId, name, format, time_zone: timeZone, turn_at: run.turnAt },
    ...{ from: startsAt, to: endsAt, file: state === "done" ? { rows, bytes: Number(bytes), sha256 } : null },
  };
  await tx.$executeRaw`
    insert into webhook_outbox (account_id, at, what, about)
    select ${run.accountId}::uuid, ${now}, 'report', ${JSON.stringify(about)}::jsonb where patchcord_has_webhooks(${run.accountId}::uuid)`;
}

/** The `mail_report` job: writes to those recipients who are members still, with a link and no data. Throws a sentence that says why not. */
export async function mailRun(account: AccountId, id: string): Promise<void> {
  const found = await withAccount(account, async (tx) => {
    const run = await tx.reportRun.findUnique({ where: runKey(account, id) });
    if (run?.mail !== "waiting") return null;
    const recipients = await recipientsOf(tx, run);
    const file = await tx.reportExport.findUnique({ where: runKey(account, id) });
    return { run, recipients, file };
  });
  if (!found) return;
  const { run, recipients, file } = found;
  const members = await listMembers(account);
  const to = members.filter((member) => recipients.includes(member.id)).map(({ email }) => email);
  // What was taken away meanwhile can be opened by nobody.
  if (to.length === 0 || !file) return settleMail(account, id, { mail: "none", mailError: null });
  try {
    await sendMail({ to, id, ...messageOf(run, file) });
  } catch (error) {
    const mailError = mailFault(error);
    await settleMail(account, id, { mail: "waiting", mailError });
    throw new Error(mailError, { cause: error });
  }
  await settleMail(account, id, { mail: "sent", mailError: null });
}

/** Says of a run that its recipients could not be written to, however often it was tried. */
export const giveUpMail = (account: AccountId, id: string): Promise<void> =>
  settleMail(account, id, { mail: "failed" });

async function settleMail(account: AccountId, id: string, data: Prisma.ReportRunUpdateManyMutationInput) {
  await withAccount(account, (tx) =>
    tx.reportRun.updateMany({ where: { accountId: account, id, mail: "waiting" }, data }),
  );
}

/** The period by days of its zone; the last one is the one before `endsAt`. */
function messageOf({ state, id }: ReportRun, { name, startsAt, endsAt, timeZone, expiresAt }: ReportExport) {
  const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone });
  const period = format.formatRange(startsAt, new Date(endsAt.getTime() - 1));
  const exports = `${env().PUBLIC_URL}/reports/exports`;
  const what = `${period} (${timeZone})`;
  if (state === "failed")
    return {
      subject: `Patchcord: ${name} failed`,
      text: `The report ${name} could not be written. It would be of ${what}. Export it by hand, or see the log of the worker:\n\n${exports}\n`,
    };
  return {
    subject: `Patchcord: ${name} is ready`,
    text: `The report ${name} is ready. It is of ${what}, and is kept until ${format.format(expiresAt)}. Sign in to download it:\n\n${exports}?file=${id}\n`,
  };
}
