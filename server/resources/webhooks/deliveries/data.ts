import { withAccount } from "../../../platform/db";
import type { AccountId } from "../../../ports/ids";

export type DeliveryStatus = "waiting" | "delivered" | "dead";

export type Delivery = {
  event: string;
  type: string;
  at: Date;
  interaction: string | null;
  status: DeliveryStatus;
  /** When it is tried next; null where it waits for another before it, or is over. */
  dueAt: Date | null;
  tries: number;
  lastStatus: number | null;
  lastError: string | null;
  endedAt: Date | null;
};

/** `state`: deliveries of this state only. */
export type DeliverySearch = { endpoint: string; state: DeliveryStatus | null; page: number; size: number };

/** More than so many are told as so many. */
const MOST_COUNTED = 1000;

/** One page of an endpoint's log, the newest first. */
export function listDeliveries(account: AccountId, { endpoint, state, page, size }: DeliverySearch) {
  return withAccount(account, async (tx) => {
    const deliveries = await tx.$queryRaw<Delivery[]>`
      select d.event_id as event, e.type, e.at, e.interaction_id as interaction, d.status, d.due_at as "dueAt", d.tries,
        d.last_status as "lastStatus", d.last_error as "lastError", d.ended_at as "endedAt"
      from webhook_delivery d join webhook_event e on e.account_id = d.account_id and e.id = d.event_id
      where d.account_id = ${account}::uuid and d.endpoint_id = ${endpoint}::uuid and (${state}::text is null or d.status = ${state})
      order by d.position desc offset ${page * size} limit ${size}`;
    const [counted] = await tx.$queryRaw<{ total: number }[]>`
      select count(*)::int as total from (select from webhook_delivery d where d.account_id = ${account}::uuid
        and d.endpoint_id = ${endpoint}::uuid and (${state}::text is null or d.status = ${state}) limit ${MOST_COUNTED}) d`;
    return { deliveries, total: counted?.total ?? 0 };
  });
}

/** Tries of a delivery that are shown. */
const MOST_TRIES = 50;

/** What a delivery sends, and what came of each try, the newest first; null where there is none. */
export function readDelivery(account: AccountId, endpoint: string, event: string) {
  return withAccount(account, async (tx) => {
    const found = await tx.webhookDelivery.findUnique({
      where: { accountId_endpointId_eventId: { accountId: account, endpointId: endpoint, eventId: event } },
      select: { status: true },
    });
    const told =
      found && (await tx.webhookEvent.findUnique({ where: { accountId_id: { accountId: account, id: event } } }));
    if (!told) return null;
    const tries = await tx.webhookTry.findMany({
      where: { accountId: account, endpointId: endpoint, eventId: event },
      select: { id: true, at: true, status: true, milliseconds: true, error: true, answer: true },
      orderBy: { id: "desc" },
      take: MOST_TRIES,
    });
    return { body: told.body, tries };
  });
}
