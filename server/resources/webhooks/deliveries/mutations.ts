import { RULES } from "@/prisma/rules";
import { databaseNow, query, withAccount } from "../../../platform/db";
import { PatchcordError } from "../../../platform/errors";
import { ids } from "../../../platform/ids/ids";
import { log } from "../../../platform/log";
import { metrics } from "../../../platform/metrics";
import type { HttpFile } from "../../../ports/http";
import type { AccountId } from "../../../ports/ids";
import { type Actor, recordAudit } from "../../audit/mutations";
import { endpointOf } from "../endpoints/data";
import { openEndpoint } from "../endpoints/secret";
import { bodyOf } from "../events/catalogue";
import { pauseSeconds } from "./schedule";
import { isSuccess, type Sent, send } from "./send";

/** Longer than a request may take: then its worker has died, and the delivery is due again. */
const LEASE_SECONDS = 20;
/** Requests to one endpoint that a worker has under way at a time. */
const EACH = 8;
const NEVER = "00000000-0000-0000-0000-000000000000";

export type Claimed = { account: AccountId; endpoint: string; event: string };

/** Takes at most `limit` deliveries that are due. `busy`: how many of each endpoint this worker has under way; `after`: endpoints behind it come first. */
export async function claimDeliveries(
  limit: number,
  busy: ReadonlyMap<string, number>,
  after: string | null,
): Promise<Claimed[]> {
  const text = "select * from patchcord_claim_webhooks($1, $2, $3, $4, make_interval(secs => $5))";
  const values = [limit, EACH, JSON.stringify(Object.fromEntries(busy)), after ?? NEVER, LEASE_SECONDS];
  const rows = await query<{ account_id: AccountId; endpoint_id: string; event_id: string }>(
    "claim_webhooks",
    text,
    values,
  );
  return rows.map(({ account_id, endpoint_id, event_id }) => ({
    account: account_id,
    endpoint: endpoint_id,
    event: event_id,
  }));
}

type Waiting = {
  url: string;
  secret: string;
  former: boolean;
  body: string;
  tries: number;
  seconds_left: number;
};

/** Sends a delivery that was claimed, and writes down what came of it. `random` lengthens the pause before the next try. */
export async function deliver(http: HttpFile, claimed: Claimed, random: () => number): Promise<void> {
  const { account, endpoint, event } = claimed;
  const text = "select patchcord_webhook($1, $2, $3) as found";
  const [row] = await query<{ found: Waiting | null }>("webhook", text, [account, endpoint, event]);
  if (!row?.found) return;
  const { url, secret, former, body, tries, seconds_left } = row.found;
  const opened = openEndpoint(account, endpoint, Buffer.from(secret, "base64"));
  const secrets = former && opened.former ? [opened.present, opened.former] : [opened.present];
  const sent = await send(http, { url, secrets, headers: opened.headers, id: event, body });
  await settle(
    claimed,
    sent,
    isSuccess(sent.status) ? null : pauseSeconds(tries + 1, seconds_left, random(), sent.retryAfter),
  );
}

/** `again`: seconds until the next try; null for none. */
async function settle({ account, endpoint, event }: Claimed, sent: Sent, again: number | null): Promise<void> {
  const { status, error, answer, milliseconds } = sent;
  const became = isSuccess(status) ? "delivered" : again === null ? "dead" : "waiting";
  metrics.webhookDeliveries.inc({ result: became === "waiting" ? "failed" : became });
  metrics.webhookDuration.observe(milliseconds / 1000);
  const text = "select patchcord_settle_webhook($1, $2, $3, $4, $5, make_interval(secs => $6)) as stopped";
  const tried = JSON.stringify({ id: ids.uuid(), status, error, answer, milliseconds });
  const values = [account, endpoint, event, tried, became, again ?? 0];
  const [row] = await query<{ stopped: string | null }>("settle_webhook", text, values);
  if (row?.stopped) log.warn({ endpoint, stopped: row.stopped }, "a webhook endpoint is sent nothing more");
}

/** What is sent again: one event, or those of a time that are over, all of them or the given-up ones. */
export type SendAgain = { event: string } | { from: Date; to: Date; onlyDead: boolean };

/** Deliveries that one request brings back. */
const MOST_AGAIN = 1000;

/**
 * Sends events again that were delivered or given up, with the ids they had; at most a thousand, the oldest first. Returns how many.
 * Throws `not_found`, `conflict` where the endpoint is sent nothing.
 */
export async function sendAgain(by: Actor, endpoint: string, which: SendAgain): Promise<{ events: number }> {
  return withAccount(by.account, async (tx) => {
    const { name } = requireActive(await endpointOf(tx, by.account, endpoint));
    const [event, from, to, onlyDead] =
      "event" in which ? [which.event, null, null, false] : [null, which.from, which.to, which.onlyDead];
    const events = await tx.$executeRaw`
      update webhook_delivery d set status = 'waiting', due_at = patchcord_now(), ended_at = null,
        until = patchcord_now() + make_interval(hours => ${RULES.webhook_hours}::int)
      where d.account_id = ${by.account}::uuid and d.endpoint_id = ${endpoint}::uuid and d.event_id in (
        select o.event_id from webhook_delivery o join webhook_event e on e.account_id = o.account_id and e.id = o.event_id
        where o.account_id = ${by.account}::uuid and o.endpoint_id = ${endpoint}::uuid and o.status <> 'waiting'
          and (${event}::text is null or o.event_id = ${event}) and (${from}::timestamptz is null or e.at between ${from} and ${to})
          and (not ${onlyDead} or o.status = 'dead') order by o.position limit ${MOST_AGAIN})`;
    await recordAudit(tx, by, { action: "webhook_endpoint.send_again", subject: name, after: { events } });
    return { events };
  });
}

/** Sends a test event to one endpoint, whatever it has chosen. Returns the event's id. Throws as `sendAgain`. */
export async function sendTest(by: Actor, endpoint: string): Promise<{ event: string }> {
  const event = `${ids.uuid()}-test`;
  await withAccount(by.account, async (tx) => {
    requireActive(await endpointOf(tx, by.account, endpoint));
    const now = await databaseNow(tx);
    const body = bodyOf("webhook.test", now.toISOString(), { endpoint_id: endpoint, sent_by: by.user.name });
    await tx.webhookEvent.create({ data: { accountId: by.account, id: event, type: "webhook.test", at: now, body } });
    await tx.webhookDelivery.create({
      data: {
        ...{ accountId: by.account, endpointId: endpoint, eventId: event, stream: ids.uuid() },
        ...{ position: BigInt(now.getTime()) * 1_000_000n, status: "waiting", dueAt: now },
        until: new Date(now.getTime() + TEST_SECONDS * 1000),
      },
    });
  });
  return { event };
}

/** Whoever looks at a test does so now: it is tried for a minute. */
const TEST_SECONDS = 60;

function requireActive<Row extends { status: string }>(row: Row): Row {
  if (row.status === "active") return row;
  throw new PatchcordError("conflict", "This endpoint is sent nothing now. Resume it first.");
}
