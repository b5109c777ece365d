import type { NamedFacts } from "@/engine/contract";
import type { Prisma } from "@/prisma/generated/client";
import { query, withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import type { AccountId } from "../../ports/ids";
import { type FlowUse, flowsUsing } from "../uses/data";
import type { FunctionBody, FunctionInput, FunctionOutput } from "./schema";

export type FunctionStatus = "draft" | "published" | "published_with_draft";

export type FunctionRow = {
  id: string;
  name: string;
  description: string;
  status: FunctionStatus;
  publishedVersion: number | null;
  updatedAt: Date;
  updatedBy: string;
  uses: FlowUse[];
};

export type FunctionDetail = FunctionRow & FunctionBody & { revision: number };

/** One page of the account's functions that match, with the flows that use them. */
export function listFunctions(
  account: AccountId,
  { search, page, size }: { search: string; page: number; size: number },
): Promise<{ functions: FunctionRow[]; total: number }> {
  const words = { contains: search.trim(), mode: "insensitive" } as const;
  const where: Prisma.AccountFunctionWhereInput = { accountId: account, OR: [{ name: words }, { description: words }] };
  return withAccount(account, async (tx) => {
    const total = await tx.accountFunction.count({ where });
    const select = { ...LISTED, inputs: false, outputs: false, source: false } as const;
    const rows = await tx.accountFunction.findMany({
      where,
      orderBy: { name: "asc" },
      skip: page * size,
      take: size,
      select,
    });
    const uses = await flowsUsing(tx, account, "function", rows);
    return { functions: rows.map((row) => ({ ...listed(row), uses: uses.get(row.id) ?? [] })), total };
  });
}

const LISTED = {
  id: true,
  name: true,
  description: true,
  revision: true,
  publishedVersion: true,
  publishedRevision: true,
  updatedAt: true,
  updatedBy: true,
} as const;

/** One function with its draft. Throws `not_found`. */
export function readFunction(account: AccountId, id: string): Promise<FunctionDetail> {
  return withAccount(account, async (tx) => {
    const row = await tx.accountFunction.findUnique({
      where: { accountId_id: { accountId: account, id } },
      select: { ...LISTED, inputs: true, outputs: true, source: true },
    });
    if (!row) throw new PatchcordError("not_found", "There is no such function.");
    const uses = (await flowsUsing(tx, account, "function", [row])).get(id) ?? [];
    return { ...listed(row), uses, revision: row.revision, ...bodyOf(row) };
  });
}

type Listed = Prisma.AccountFunctionGetPayload<{ select: typeof LISTED }>;

function listed({ revision, publishedRevision, ...row }: Listed): Omit<FunctionRow, "uses"> {
  const { id, name, description, publishedVersion, updatedAt, updatedBy } = row;
  const status =
    publishedVersion === null ? "draft" : revision === publishedRevision ? "published" : "published_with_draft";
  return { id, name, description, status, publishedVersion, updatedAt, updatedBy };
}

/** The row's JSON columns with their types: only values that the schema has checked are stored. */
export function bodyOf({ inputs, outputs, source }: { inputs: unknown; outputs: unknown; source: string }) {
  return { inputs: inputs as FunctionInput[], outputs: outputs as FunctionOutput[], source };
}

/** The account's functions by name, with the inputs and outputs of their published versions. */
export async function functionNames(
  tx: Prisma.TransactionClient,
  account: AccountId,
): Promise<Map<string, NamedFacts>> {
  const rows = await tx.$queryRaw<{ id: string; name: string; inputs: FunctionInput[]; outputs: FunctionOutput[] }[]>`
    select f.id, f.name, v.inputs, v.outputs from function f
    left join function_version v on v.account_id = f.account_id and v.function_id = f.id and v.version = f.published_version
    where f.account_id = ${account}::uuid order by f.name`;
  return new Map(
    rows.map(({ id, name, inputs, outputs }) => [
      name,
      inputs ? { id, takes: inputs, gives: outputs } : { id, usable: false, why: "It has not been published yet." },
    ]),
  );
}

export type PublishedFunction = { name: string; version: number; body: FunctionBody };

/** The version that a call runs now. Null: there is no such function; `unpublished`: it has no version yet. One round trip. */
export async function publishedFunction(
  account: AccountId,
  id: string,
): Promise<PublishedFunction | "unpublished" | null> {
  const text = "select name, version, inputs, outputs, source from patchcord_published_function($1, $2)";
  type Row = { name: string; version: number | null; inputs: unknown; outputs: unknown; source: string };
  const [row] = await query<Row>("published-function", text, [account, id]);
  if (!row) return null;
  return row.version === null ? "unpublished" : { name: row.name, version: row.version, body: bodyOf(row) };
}
