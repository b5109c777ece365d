import type { Prisma } from "@/prisma/generated/client";
import { databaseNow, query, withAccount } from "../../../platform/db";
import { ids } from "../../../platform/ids/ids";
import { metrics } from "../../../platform/metrics";
import type { Http } from "../../../ports/http";
import type { AccountId } from "../../../ports/ids";
import { pauseSeconds } from "../../webhooks/deliveries/schedule";
import { type Message, messageOf } from "../message";
import { tell } from "./tell";

type Tx = Prisma.TransactionClient;

/** For how long a notice is tried; then nobody wants it any more. */
const TRIED_HOURS = 24;
/** Longer than a message may take. */
const LEASE_SECONDS = 60;
/** Whoever looks at a test does so now. */
const TEST_SECONDS = 60;

/** Has the account's destinations told of an alert that has fired, or has ended, and notes the event for its webhook endpoints. */
export async function tellOf(
  tx: Tx,
  account: AccountId,
  alert: Prisma.AlertGetPayload<object>,
  now: Date,
): Promise<void> {
  const { timeZone } = await tx.account.findUniqueOrThrow({ where: { id: account }, select: { timeZone: true } });
  const message = messageOf(alert, timeZone);
  await noteEvent(tx, account, alert, message, now);
  const destinations = await tx.alertDestination.findMany({ where: { accountId: account }, select: { id: true } });
  await tx.alertNotice.createMany({
    data: destinations.map(({ id }) => noticeOf(account, id, alert.id, message, now, TRIED_HOURS * 3600)),
  });
}

/** Has one destination told that somebody has pressed _Send a test_. */
export async function noteTest(tx: Tx, account: AccountId, destination: string, by: string): Promise<void> {
  const message = { title: "Test", text: `${by} has sent this test. Alerts look like it.` };
  const now = await databaseNow(tx);
  await tx.alertNotice.create({ data: noticeOf(account, destination, ids.uuid(), message, now, TEST_SECONDS) });
}

function noticeOf(
  account: AccountId,
  destination: string,
  stream: string,
  message: Message,
  now: Date,
  seconds: number,
) {
  const until = new Date(now.getTime() + seconds * 1000);
  const of = { accountId: account, id: ids.uuid(), destinationId: destination, stream };
  return { ...of, message, status: "waiting", dueAt: now, until };
}

/** Webhook endpoints are told as of everything else: a worker makes an event of the note. */
async function noteEvent(
  tx: Tx,
  account: AccountId,
  alert: Prisma.AlertGetPayload<object>,
  { title, text }: Message,
  now: Date,
): Promise<void> {
  const { id, rule, subject, value, threshold, openedAt, endedAt } = alert;
  const about = {
    ...{ alert: id, rule, subject, title, text, value, threshold },
    ...{ fired_at: openedAt.toISOString(), ended_at: endedAt?.toISOString() ?? null },
  };
  await tx.$executeRaw`
    insert into webhook_outbox (account_id, at, what, about)
    select ${account}::uuid, ${now}, 'alert', ${JSON.stringify(about)}::jsonb where patchcord_has_webhooks(${account}::uuid)`;
}

export type ClaimedNotice = { account: AccountId; id: string };

/** Takes at most `limit` notices that are due. */
export async function claimNotices(limit: number): Promise<ClaimedNotice[]> {
  const text = "select account_id as account, id from patchcord_claim_notices($1, make_interval(secs => $2))";
  return query<ClaimedNotice>("claim_notices", text, [limit, LEASE_SECONDS]);
}

/** Sends a notice that was claimed, and writes down what came of it. `random` lengthens the pause before the next try. */
export async function sendNotice(http: Http, { account, id }: ClaimedNotice, random: () => number): Promise<void> {
  const key = { accountId_id: { accountId: account, id } };
  const found = await withAccount(account, async (tx) => {
    const notice = await tx.alertNotice.findUnique({ where: key });
    if (notice?.status !== "waiting") return null;
    const of = { accountId_id: { accountId: account, id: notice.destinationId } };
    const destination = await tx.alertDestination.findUnique({ where: of });
    return destination && { notice, destination, now: await databaseNow(tx) };
  });
  if (!found) return;
  const { notice, destination, now } = found;
  const fault = await tell(http, account, destination, id, notice.message as Message);
  metrics.alertNotices.inc({ result: fault === null ? "sent" : "failed" });
  const left = (notice.until.getTime() - now.getTime()) / 1000;
  const again = fault === null ? null : pauseSeconds(notice.tries + 1, left, random());
  await withAccount(account, async (tx) => {
    const at = await databaseNow(tx);
    const status = fault === null ? "sent" : again === null ? "failed" : "waiting";
    const dueAt = again === null ? null : new Date(at.getTime() + again * 1000);
    await tx.alertNotice.updateMany({
      where: { accountId: account, id, status: "waiting" },
      data: { status, dueAt, tries: { increment: 1 } },
    });
    await tx.alertDestination.updateMany({
      where: { accountId: account, id: destination.id },
      data: fault === null ? { lastSentAt: at, lastError: null } : { lastError: fault },
    });
  });
}
