import { writeDefinition } from "@/engine/definition/write";
import { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";
import { accountNames } from "../../resources/names/data";
import { flowOf } from "../data";
import { asDraft, draftOf } from "../drafts/data";
import { parseFlowDocument } from "../files/parse-flow-file";
import { type Argument, argumentsOf } from "../schema";
import { simulatedRules, testsOf } from "../tests/data";
import { runTests, type TestRun } from "../tests/run";
import { NOT_FROZEN, versionOfNumber } from "../versions/data";
import { type DraftRecord, recordOfDraft } from "./draft-record";

/** A flow as the API shows it. `publishedVersion`: the number of the version that starts run on; null where there is none. */
export type FlowRecord = {
  id: string;
  name: string;
  description: string;
  labels: string[];
  publishedVersion: number | null;
  archivedAt: Date | null;
  changedAt: Date;
};

/** A version that was published at some time. */
export type VersionRecord = {
  id: string;
  number: number;
  note: string;
  by: string;
  publishedAt: Date;
  current: boolean;
};

type Tx = Prisma.TransactionClient;

type Place = { among: readonly string[]; after: string | null };

/** Up to `limit` flows of the account, in the order of their ids, and whether there are more. `among`: these alone; none: all. */
export async function flowRecords(account: AccountId, { among, after }: Place, limit: number) {
  const rest = after ? Prisma.sql`and f.id > ${after}::uuid` : Prisma.empty;
  const only = among.length > 0 ? Prisma.sql`and f.id = any (${among}::uuid[])` : Prisma.empty;
  const found = await withAccount(account, (tx) =>
    recordsWhere(tx, account, Prisma.sql`${only} ${rest} order by f.id limit ${limit + 1}`),
  );
  return { flows: found.slice(0, limit), more: found.length > limit };
}

/** One flow with the arguments of its published version. Throws `flow_not_found`. */
export function flowRecord(account: AccountId, id: string): Promise<FlowRecord & { arguments: Argument[] }> {
  return withAccount(account, async (tx) => {
    const [record] = await recordsWhere(tx, account, Prisma.sql`and f.id = ${id}::uuid`);
    const { publishedVersionId } = await flowOf(tx, account, id);
    const version =
      publishedVersionId && (await tx.flowVersion.findFirst({ where: { accountId: account, id: publishedVersionId } }));
    return { ...(record as FlowRecord), arguments: version ? argumentsOf(asDraft(version.definition)) : [] };
  });
}

function recordsWhere(tx: Tx, account: AccountId, rest: Prisma.Sql): Promise<FlowRecord[]> {
  return tx.$queryRaw<FlowRecord[]>`
    select f.id, f.name, f.description, f.labels, v.number as "publishedVersion", f.archived_at as "archivedAt", f.updated_at as "changedAt"
    from flow f left join flow_version v on v.account_id = f.account_id and v.id = f.published_version_id
    where f.account_id = ${account}::uuid and f.deleted_at is null ${rest}`;
}

/** The flow's versions, newest first, without their documents. Throws `flow_not_found`. */
export function versionRecords(account: AccountId, id: string): Promise<VersionRecord[]> {
  return withAccount(account, async (tx) => {
    const flow = await flowOf(tx, account, id);
    const rows = await tx.flowVersion.findMany({
      where: { accountId: account, flowId: id, status: NOT_FROZEN },
      omit: { definition: true, bindings: true },
      orderBy: { number: "desc" },
    });
    return rows.map((row) => recordOf(row, flow.publishedVersionId));
  });
}

/** One version with its document, as a flow file holds it. Throws `flow_not_found`, `version_not_found`. */
export function versionRecord(account: AccountId, id: string, number: number) {
  return withAccount(account, async (tx) => {
    const flow = await flowOf(tx, account, id);
    const row = await versionOfNumber(tx, flow, number);
    return { ...recordOf(row, flow.publishedVersionId), document: writeDefinition(asDraft(row.definition)) };
  });
}

/** The flow's draft with what the verifier says of it. Throws `flow_not_found`. */
export async function draftRecord(account: AccountId, id: string): Promise<DraftRecord> {
  const [draft, names] = await withAccount(account, async (tx) => [
    await draftOf(tx, await flowOf(tx, account, id)),
    await accountNames(tx, account),
  ]);
  return recordOfDraft(draft, names);
}

/** What the verifier says of a document in this account, which nothing is stored of. Throws `invalid_request`. */
export async function checkedDocument(account: AccountId, sent: unknown): Promise<DraftRecord> {
  const document = parseFlowDocument(sent);
  const names = await withAccount(account, (tx) => accountNames(tx, account));
  return recordOfDraft({ revision: 0, cleanRevision: null, document }, names);
}

/** Runs the flow's tests on the version of this number, or on its draft. Throws `flow_not_found`, `version_not_found`. */
export async function testRuns(account: AccountId, id: string, number: number | undefined): Promise<TestRun[]> {
  const { document, tests, rules } = await withAccount(account, async (tx) => {
    const flow = await flowOf(tx, account, id);
    const tested =
      number === undefined
        ? (await draftOf(tx, flow)).document
        : asDraft((await versionOfNumber(tx, flow, number)).definition);
    return { document: tested, tests: await testsOf(tx, flow), rules: await simulatedRules(tx, account) };
  });
  return runTests(document, tests, rules);
}

type Row = { id: string; number: number; note: string; author: string; publishedAt: Date | null; createdAt: Date };

function recordOf({ id, number, note, author, publishedAt, createdAt }: Row, published: string | null): VersionRecord {
  return { id, number, note, by: author, publishedAt: publishedAt ?? createdAt, current: id === published };
}
