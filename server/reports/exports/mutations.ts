import { createHash } from "node:crypto";
import type { Prisma, ReportExport } from "@/prisma/generated/client";
import { databaseNow, withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import { ids } from "../../platform/ids/ids";
import { parseInput } from "../../platform/parse-input";
import { exportWork } from "../../platform/turns";
import type { AccountId } from "../../ports/ids";
import { type Actor, recordAudit } from "../../resources/audit/mutations";
import { wakeWorkers } from "../../storage/queue";
import { executionCells, localTimeIn } from "../execution/columns";
import { placeOf, type RowPlace, rowsOf } from "../execution/data";
import { periodOf } from "../period/data";
import type { AskedScope } from "../period/schema";
import { concludeRun } from "../runs/mutations";
import { requireChosen } from "../variables/data";
import { exportBytes, exportKey } from "./data";
import { FORMAT } from "./format";
import { type ExportFilters, type ExportFormat, exportFilters, exportName } from "./schema";

type Tx = Prisma.TransactionClient;

/** Rows of one part, which is read and written in one short transaction. */
const ROWS = 2000;
/** Exports of an account that are under way at a time. */
const MAX_RUNNING = 3;
const MAX_BYTES = 2 * 2 ** 30;
const DAYS_KEPT = 7;

type ExportInput = {
  name: string;
  format: ExportFormat;
  scope: AskedScope;
  filters: ExportFilters;
  /** Those of the chosen variables that are its last columns. */
  variables: readonly string[];
};

/**
 * Has a job write the flow execution report of a period to a file. Throws `invalid_request` as `periodOf`, and `conflict` while as many are under
 * way as may be; also `invalid_request` for a variable that is no column.
 */
export async function requestExport(by: Actor, { name: given, ...input }: ExportInput): Promise<{ id: string }> {
  const name = parseInput(exportName, given);
  const { account } = by;
  const id = ids.uuid();
  await withAccount(account, async (tx) => {
    await requireChosen(tx, account, input.variables);
    if (!(await mayBegin(tx, account)))
      throw new PatchcordError("conflict", `${MAX_RUNNING} exports are under way. Wait until one is done.`);
    const { from, to } = await beginExport(tx, account, id, { ...input, name, requestedBy: by.user.email });
    await recordAudit(tx, by, { action: "report.export", subject: name, after: { format: input.format, from, to } });
  });
  wakeWorkers();
  return { id };
}

/** Whether one more export of the account may begin; if so, nobody else begins one until the transaction ends. */
export async function mayBegin(tx: Tx, account: AccountId): Promise<boolean> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${account} || 'export', 0))`;
  return (await tx.reportExport.count({ where: { accountId: account, state: "running" } })) < MAX_RUNNING;
}

/** Writes an export and its job; whoever commits wakes the workers. Returns its period, and throws as `periodOf`. */
export async function beginExport(
  tx: Tx,
  account: AccountId,
  id: string,
  { name, format, scope, filters, variables, requestedBy }: ExportInput & { requestedBy: string },
): Promise<{ from: Date; to: Date }> {
  const { from, to } = await periodOf(tx, scope);
  const requestedAt = await databaseNow(tx);
  const expiresAt = new Date(requestedAt.getTime() + DAYS_KEPT * 86_400_000);
  await tx.reportExport.create({
    data: {
      ...{ accountId: account, id, name, format, timeZone: scope.zone, startsAt: from, endsAt: to, filters },
      variables: [...new Set(variables)],
      ...{ state: "running", requestedAt, requestedBy, expiresAt },
    },
  });
  const payload = JSON.stringify({ account, export: id });
  await tx.$executeRaw`select patchcord_enqueue('export_report', ${payload}::json, now(), ${`export:${id}`})`;
  return { from, to };
}

/** Stops an export, or takes away one that is over, with all that is written of it. Throws `not_found`. */
export async function removeExport(by: Actor, id: string): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const found = await locked(tx, by.account, id);
    if (!found) throw new PatchcordError("not_found", "There is no such export.");
    await concludeRun(tx, found, "stopped");
    await tx.reportExportPart.deleteMany({ where: { accountId: by.account, exportId: id } });
    await tx.reportExport.delete({ where: exportKey(by.account, id) });
    await recordAudit(tx, by, { action: "report.remove", subject: found.name });
  });
}

/** The `export_report` job. One that dies goes on after the last part that was written. */
export async function writeExport(account: AccountId, id: string): Promise<void> {
  while (await exportWork(account, () => writeNextPart(account, id)));
  const sha256 = await checksum(account, id);
  if (sha256) await finish(account, id, sha256);
}

/** Says of an export whose job has failed for good that it is no file. */
export async function failExport(account: AccountId, id: string): Promise<void> {
  await withAccount(account, async (tx) => {
    const found = await locked(tx, account, id);
    if (found?.state === "running") await addPart(tx, found, Buffer.alloc(0), failed());
  });
}

/** True while there is more. */
function writeNextPart(account: AccountId, id: string): Promise<boolean> {
  return withAccount(account, async (tx) => {
    const found = await locked(tx, account, id);
    if (found?.state !== "running") return false;
    const { format, timeZone, startsAt: from, endsAt: to, variables, place, parts, bytes } = found;
    const shape = FORMAT[format as ExportFormat];
    const scope = { ...exportFilters.parse(found.filters), variables };
    const rows = await rowsOf(
      tx,
      account,
      scope,
      { from, to },
      { place: place as RowPlace | null, newestFirst: false, limit: ROWS },
    );
    if (rows.length === 0 && parts > 0) return false;
    const localTime = localTimeIn(timeZone);
    const written = shape.rows(
      rows.map((row) => executionCells(row, localTime)),
      variables,
      place === null,
    );
    const content = Buffer.from(`${parts === 0 ? shape.begin(variables) : ""}${written}`);
    const isTooLarge = Number(bytes) + content.length > MAX_BYTES;
    const last = rows.at(-1);
    await addPart(tx, found, content, {
      ...{ rows: { increment: rows.length }, ...(last ? { place: placeOf(last) } : {}) },
      ...(isTooLarge ? failed() : {}),
    });
    return rows.length === ROWS && !isTooLarge;
  });
}

/** The checksum of all that is written, read part by part; null where there is nothing to finish. */
async function checksum(account: AccountId, id: string): Promise<string | null> {
  const found = await withAccount(account, (tx) => tx.reportExport.findUnique({ where: exportKey(account, id) }));
  if (found?.state !== "running") return null;
  const hash = createHash("sha256");
  const last = Number(found.bytes) - 1;
  for await (const part of exportBytes(account, id, { first: 0, last })) hash.update(part);
  return hash.digest("hex");
}

function finish(account: AccountId, id: string, sha256: string): Promise<void> {
  return withAccount(account, async (tx) => {
    const found = await locked(tx, account, id);
    if (found?.state !== "running") return;
    const content = Buffer.from(FORMAT[found.format as ExportFormat].end(found.rows, sha256));
    await addPart(tx, found, content, { state: "done", sha256, finishedAt: new Date() });
  });
}

const failed = () => ({ state: "failed", finishedAt: new Date() });

/** Writes a part and what changes with it; where that is the last, the turn of a schedule that it was for is over, too. */
async function addPart(
  tx: Tx,
  { accountId, id, parts, bytes }: ReportExport,
  content: Buffer,
  change: Prisma.ReportExportUpdateInput,
): Promise<void> {
  if (content.length > 0)
    await tx.reportExportPart.create({
      data: { accountId, exportId: id, nth: parts, firstByte: bytes, content: new Uint8Array(content) },
    });
  const written = await tx.reportExport.update({
    where: exportKey(accountId as AccountId, id),
    data: { ...change, parts: { increment: content.length > 0 ? 1 : 0 }, bytes: { increment: content.length } },
  });
  if (written.state === "done" || written.state === "failed") await concludeRun(tx, written, written.state);
}

/** The export, locked against its job and whoever stops it. */
async function locked(tx: Tx, account: AccountId, id: string) {
  await tx.$executeRaw`select 1 from report_export where account_id = ${account}::uuid and id = ${id}::uuid for update`;
  return tx.reportExport.findUnique({ where: exportKey(account, id) });
}
