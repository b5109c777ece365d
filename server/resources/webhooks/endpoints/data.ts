import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../../platform/db";
import type { AccountId } from "../../../ports/ids";
import { noSuch } from "../../named-rows/data";

type Row = Prisma.WebhookEndpointGetPayload<object>;

export type EndpointStatus = "active" | "paused" | "failing" | "gone";

/** An endpoint without its secrets. `formerUntil`: until when the secret before the present one signs, too. */
export type Endpoint = Omit<Row, "accountId" | "secret" | "status"> & { status: EndpointStatus };

function publicPart({ accountId: _, secret: __, status, ...row }: Row): Endpoint {
  return { ...row, status: status as EndpointStatus };
}

/** One page of the account's endpoints by name, with how many events wait for each, and are given up. */
export function listEndpoints(
  account: AccountId,
  { search, page, size }: { search: string; page: number; size: number },
) {
  const where = { accountId: account, name: { contains: search.trim(), mode: "insensitive" } } as const;
  return withAccount(account, async (tx) => {
    const total = await tx.webhookEndpoint.count({ where });
    const rows = await tx.webhookEndpoint.findMany({ where, orderBy: { name: "asc" }, skip: page * size, take: size });
    const counts = await countsOf(tx, account, rows);
    const endpoints = rows.map((row) => ({ ...publicPart(row), ...(counts.get(row.id) ?? { waiting: 0, dead: 0 }) }));
    return { endpoints, total };
  });
}

/** More than so many are told as so many. */
const MOST_COUNTED = 1000;

async function countsOf(tx: Prisma.TransactionClient, account: AccountId, rows: readonly Row[]) {
  const found = await tx.$queryRaw<{ id: string; waiting: number; dead: number }[]>`
    select e.id, count(*) filter (where d.status = 'waiting')::int as waiting, count(*) filter (where d.status = 'dead')::int as dead
    from unnest(${rows.map(({ id }) => id)}::uuid[]) as e(id) cross join lateral (
      select d.status from webhook_delivery d where d.account_id = ${account}::uuid and d.endpoint_id = e.id and d.status <> 'delivered'
      limit ${MOST_COUNTED}) d
    group by e.id`;
  return new Map(found.map(({ id, ...counts }) => [id, counts]));
}

/** All of the account's endpoints, oldest first, for the API. */
export function allEndpoints(account: AccountId): Promise<Endpoint[]> {
  return withAccount(account, async (tx) =>
    (await tx.webhookEndpoint.findMany({ where: { accountId: account }, orderBy: { id: "asc" } })).map(publicPart),
  );
}

/** One endpoint. Throws `not_found`. */
export function readEndpoint(account: AccountId, id: string): Promise<Endpoint> {
  return withAccount(account, async (tx) => publicPart(await endpointOf(tx, account, id)));
}

/** The row of an endpoint, with its secrets. Throws `not_found`. */
export async function endpointOf(tx: Prisma.TransactionClient, account: AccountId, id: string): Promise<Row> {
  const row = await tx.webhookEndpoint.findUnique({ where: { accountId_id: { accountId: account, id } } });
  if (!row) throw noSuch("webhook_endpoint");
  return row;
}
