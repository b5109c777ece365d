import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import { wrongField } from "../../platform/parse-input";
import type { AccountId } from "../../ports/ids";
import { type FlowUse, flowDocuments } from "../uses/data";

/** One page of the account's numbers that match, with their carriers and the flows that name them. */
export function listNumbers(
  account: AccountId,
  { search, page, size }: { search: string; page: number; size: number },
) {
  const words = search.trim();
  const digits = words.replace(/\D/g, "");
  const where: Prisma.NumberWhereInput = {
    accountId: account,
    ...(words
      ? {
          OR: [
            { label: { contains: words, mode: "insensitive" } },
            ...(digits ? [{ e164: { contains: digits } }] : []),
          ],
        }
      : {}),
  };
  return withAccount(account, async (tx) => {
    const total = await tx.number.count({ where });
    const rows = await tx.number.findMany({ where, orderBy: { e164: "asc" }, skip: page * size, take: size });
    const carriers = await tx.carrier.findMany({
      where: { accountId: account },
      select: { id: true, name: true },
      orderBy: { name: "asc" },
    });
    const uses = await usesOf(
      tx,
      account,
      rows.map(({ e164 }) => e164),
    );
    const numbers = rows.map(({ e164, label, carrierId, voiceEnabled }) => ({
      e164,
      label,
      voiceEnabled,
      carrierId,
      carrierName: carriers.find(({ id }) => id === carrierId)?.name ?? "",
      uses: uses.get(e164) ?? [],
    }));
    return { numbers, total, carriers };
  });
}

/** A number as the API shows it. */
export type NumberRecord = { e164: string; label: string; carrierId: string; carrier: string; voiceEnabled: boolean };

type Row = Prisma.NumberGetPayload<object>;

/** Up to `limit` of the account's numbers in order, those behind `after`, and whether there are more. */
export function numberRecords(account: AccountId, after: string | null, limit: number) {
  const where = { accountId: account, ...(after ? { e164: { gt: after } } : {}) };
  return withAccount(account, async (tx) => {
    const rows = await tx.number.findMany({ where, orderBy: { e164: "asc" }, take: limit + 1 });
    const numbers = await withCarriers(tx, account, rows.slice(0, limit));
    return { numbers, more: rows.length > limit };
  });
}

/** One number. Throws `not_found`. */
export function numberRecord(account: AccountId, e164: string): Promise<NumberRecord> {
  return withAccount(account, async (tx) => {
    const row = await tx.number.findUnique({ where: { accountId_e164: { accountId: account, e164 } } });
    const [number] = await withCarriers(tx, account, row ? [row] : []);
    if (!number) throw new PatchcordError("not_found", "There is no such number.");
    return number;
  });
}

async function withCarriers(tx: Prisma.TransactionClient, account: AccountId, rows: Row[]): Promise<NumberRecord[]> {
  const ids = [...new Set(rows.map(({ carrierId }) => carrierId))];
  const carriers = await tx.carrier.findMany({ where: { accountId: account, id: { in: ids } } });
  const names = new Map(carriers.map(({ id, name }) => [id, name]));
  return rows.map(({ e164, label, carrierId, voiceEnabled }) => ({
    ...{ e164, label, carrierId, voiceEnabled },
    carrier: names.get(carrierId) ?? "",
  }));
}

/** What a change of a number replaces: its mark tells whether somebody else has changed it. */
export const seenOf = ({ label, carrierId, voiceEnabled }: Pick<Row, "label" | "carrierId" | "voiceEnabled">) => ({
  ...{ label, carrierId, voiceEnabled },
});

/** The id of the account's carrier of this name. Throws `invalid_request` at `carrierId`. */
export async function carrierNamed(account: AccountId, name: string): Promise<string> {
  const where = { accountId: account, name };
  const found = await withAccount(account, (tx) => tx.carrier.findFirst({ where, select: { id: true } }));
  if (found) return found.id;
  throw wrongField("carrierId", "Name one of the account's carriers, as Admin → Carriers calls it.", "invalid_request");
}

/**
 * The flows that contain these numbers as a text in a step's config, in one query for a whole page. `stepsUsing`, which parses the flows,
 * decides whether a number may be removed.
 */
async function usesOf(
  tx: Prisma.TransactionClient,
  account: AccountId,
  numbers: string[],
): Promise<Map<string, FlowUse[]>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx.$queryRaw<(FlowUse & { number: string })[]>`
    select x.number, f.id as "flowId", f.name as "flowName", bool_or(d.published) as published,
      bool_or(not d.published) as draft
    from flow f
    join ${flowDocuments(account)} on d.flow_id = f.id
    cross join lateral (
      select distinct value #>> '{}' as number from jsonb_path_query(d.definition, '$.steps.*.config.**') value
        where jsonb_typeof(value) = 'string'
    ) x
    where f.account_id = ${account}::uuid and f.deleted_at is null and x.number = any(${numbers})
    group by x.number, f.id, f.name order by f.name`;
  const uses = new Map<string, FlowUse[]>();
  for (const { number, ...use } of rows) uses.set(number, [...(uses.get(number) ?? []), use]);
  return uses;
}
