import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../../platform/db";
import { PatchcordError } from "../../../platform/errors";
import { ids } from "../../../platform/ids/ids";
import { parseInput } from "../../../platform/parse-input";
import type { AccountId } from "../../../ports/ids";
import { wakeWorkers } from "../../../storage/queue";
import { type Actor, recordAudit } from "../../audit/mutations";
import { insertNumbers } from "../mutations";
import { addReason, readNumbers } from "../schema";
import { type BadLine, keyOf } from "./data";
import { type PieceInput, storedLines } from "./schema";

/** Lines that are no numbers, kept for the report; more are counted only. */
const MAX_BAD = 10_000;

/** Begins an import, whose lines follow piece by piece. Throws `invalid_request` for a reason that is too long. */
export function beginImport(by: Actor, input: { reason: string }): Promise<{ id: string }> {
  const { reason } = parseInput(addReason, input);
  const data = { accountId: by.account, id: ids.uuid(), reason, state: "uploading" };
  const requested = { requestedAt: new Date(), requestedBy: by.user.email };
  return withAccount(by.account, (tx) =>
    tx.numberImport.create({ data: { ...data, ...requested }, select: { id: true } }),
  );
}

/** Takes the next lines of an import; a piece that is sent twice is taken once. Throws `conflict` once it is read. */
export async function takePiece(account: AccountId, { id, nth, lines }: PieceInput): Promise<void> {
  await withAccount(account, async (tx) => {
    await importIn(tx, account, id, "uploading");
    await tx.numberImportPiece.createMany({
      data: [{ accountId: account, importId: id, nth, lines }],
      skipDuplicates: true,
    });
  });
}

/** Has a job read an import whose lines are all there: from now on nobody has to keep the page open. Throws `conflict`. */
export async function runImport(account: AccountId, id: string): Promise<void> {
  await withAccount(account, async (tx) => {
    await importIn(tx, account, id, "uploading");
    const pieces = await tx.numberImportPiece.count({ where: { accountId: account, importId: id } });
    await tx.numberImport.update({ where: keyOf(account, id), data: { state: "running", pieces } });
    const payload = JSON.stringify({ account, import: id });
    await tx.$executeRaw`select patchcord_enqueue('import_numbers', ${payload}::json, now(), ${`import:${id}`})`;
  });
  wakeWorkers();
}

/** Stops an import: what was read stays on the list. Throws `conflict` for one that is over. */
export async function stopImport(by: Actor, id: string): Promise<void> {
  const { account } = by;
  await withAccount(account, async (tx) => {
    await importIn(tx, account, id, "uploading", "running");
    await tx.numberImportPiece.deleteMany({ where: { accountId: account, importId: id } });
    await finish(tx, account, id, "stopped");
  });
}

/**
 * Reads the next piece of an import, in one transaction: a job that dies goes on from there. False once there is none left, and the
 * import is told in the audit log.
 */
export function readNextPiece(account: AccountId, id: string): Promise<boolean> {
  return withAccount(account, async (tx) => {
    await tx.$executeRaw`select 1 from number_import where account_id = ${account}::uuid and id = ${id}::uuid for update`;
    const found = await tx.numberImport.findUnique({ where: keyOf(account, id) });
    if (found?.state !== "running") return false;
    const where = { accountId: account, importId: id };
    const piece = await tx.numberImportPiece.findFirst({ where, orderBy: { nth: "asc" } });
    if (!piece) {
      await finish(tx, account, id, "done");
      return false;
    }
    const lines = storedLines.parse(piece.lines);
    const { numbers, bad } = readNumbers(lines.map(({ text }) => text));
    const { reason, requestedBy } = found;
    const added = await insertNumbers(tx, account, numbers, { by: requestedBy, source: "import", reason });
    const told = bad.map(({ at, text, problem }): BadLine => ({ line: lines[at]?.line ?? 0, text, problem }));
    const badLines = [...(found.badLines as BadLine[]), ...told].slice(0, MAX_BAD);
    await tx.numberImport.update({
      where: keyOf(account, id),
      data: {
        done: { increment: 1 },
        added: { increment: added },
        already: { increment: numbers.length - added },
        bad: { increment: told.length },
        ...(told.length > 0 && (found.badLines as BadLine[]).length < MAX_BAD ? { badLines } : {}),
      },
    });
    await tx.numberImportPiece.delete({ where: { accountId_importId_nth: { ...where, nth: piece.nth } } });
    return true;
  });
}

/** Ends an import and tells it in the audit log, as its admin's. */
async function finish(tx: Prisma.TransactionClient, account: AccountId, id: string, state: "done" | "stopped") {
  const data = { state, finishedAt: new Date() };
  const { added, reason, requestedBy } = await tx.numberImport.update({ where: keyOf(account, id), data });
  if (added === 0) return;
  const by = { account, user: { id: "", email: requestedBy, name: requestedBy } };
  const after = { added, source: "import", reason };
  await recordAudit(tx, by, { action: "do_not_call.add", subject: `${added} numbers of a file`, after });
}

/** Locks the import against its job. Throws `not_found`, and `conflict` where it is in another state. */
async function importIn(tx: Prisma.TransactionClient, account: AccountId, id: string, ...states: string[]) {
  await tx.$executeRaw`select 1 from number_import where account_id = ${account}::uuid and id = ${id}::uuid for update`;
  const found = await tx.numberImport.findUnique({ where: keyOf(account, id), select: { state: true } });
  if (!found) throw new PatchcordError("not_found", "There is no such import.");
  if (!states.includes(found.state))
    throw new PatchcordError("conflict", "The import is not waiting for this any more.");
}
