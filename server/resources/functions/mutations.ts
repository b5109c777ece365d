import { dequal } from "dequal";
import type { Prisma } from "@/prisma/generated/client";
import { databaseNow, withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import { ids } from "../../platform/ids/ids";
import { parseInput } from "../../platform/parse-input";
import type { AccountId } from "../../ports/ids";
import { type Actor, recordAudit } from "../audit/mutations";
import { lockNamed, nameTaken, requireFreeName } from "../named-rows/data";
import { flowsUsing, isUsedByRunning } from "../uses/data";
import { bodyOf } from "./data";
import { FIRST_SOURCE, type FunctionText, functionDraft, functionText, MAX_FUNCTIONS, type SentDraft } from "./schema";

type Tx = Prisma.TransactionClient;

/** Adds a function with a template for its source. Throws `invalid_request` or `conflict` with the fields that are wrong. */
export async function addFunction(by: Actor, input: FunctionText): Promise<{ id: string }> {
  const text = parseInput(functionText, input);
  const id = ids.uuid();
  await withAccount(by.account, async (tx) => {
    if ((await tx.accountFunction.count({ where: { accountId: by.account } })) >= MAX_FUNCTIONS)
      throw new PatchcordError("conflict", `An account has at most ${MAX_FUNCTIONS} functions. Remove one first.`);
    const row = { accountId: by.account, id, ...text, source: FIRST_SOURCE, updatedBy: by.user.name };
    const { count } = await tx.accountFunction.createMany({ data: row, skipDuplicates: true });
    if (count === 0) throw nameTaken("function");
    await recordAudit(tx, by, { action: "function.add", subject: text.name, after: { id, ...text } });
  });
  return { id };
}

export type Saved = { revision: number };

/**
 * Saves the draft; flows go on running the published version. `revision`: the one that the user edited. Throws `conflict` where
 * somebody has saved since, `not_found`, and as `addFunction`.
 */
export async function saveFunction(
  by: Actor,
  { id, revision, ...input }: SentDraft & { id: string; revision: number },
): Promise<Saved> {
  const draft = parseInput(functionDraft, input);
  return withAccount(by.account, async (tx) => {
    const row = await lockFunction(tx, by.account, id);
    if (row.revision !== revision) throw savedSince(row.updatedBy);
    const before = { name: row.name, description: row.description, ...bodyOf(row) };
    const changed = changes(before, draft);
    if (!changed) return { revision };
    if (draft.name !== row.name) await requireFreeName(tx, "function", by.account, draft.name);
    const data = { ...draft, revision: revision + 1, updatedAt: await databaseNow(tx), updatedBy: by.user.name };
    await tx.accountFunction.update({ where: { accountId_id: { accountId: by.account, id } }, data });
    // A change of only the name or the description leaves nothing to publish.
    const isSameBody = changes(bodyOf(row), bodyOf(draft)) === null;
    if (isSameBody && row.publishedRevision === revision) await recordPublished(tx, by.account, id, revision + 1);
    await recordAudit(tx, by, { action: "function.edit", subject: row.name, ...changed });
    return { revision: revision + 1 };
  });
}

/** Publishes the saved draft: flows run it from their next call on. Throws `conflict` where somebody has saved since, `not_found`. */
export async function publishFunction(by: Actor, id: string, revision: number): Promise<{ version: number }> {
  return withAccount(by.account, async (tx) => {
    const row = await lockFunction(tx, by.account, id);
    if (row.revision !== revision) throw savedSince(row.updatedBy);
    if (row.publishedVersion !== null && row.publishedRevision === revision) return { version: row.publishedVersion };
    const version = (row.publishedVersion ?? 0) + 1;
    const { inputs, outputs, source } = row;
    const of = { accountId: by.account, functionId: id, version };
    await tx.functionVersion.create({
      data: {
        ...of,
        inputs: inputs!,
        outputs: outputs!,
        source,
        publishedBy: by.user.name,
        publishedAt: await databaseNow(tx),
      },
    });
    await tx.accountFunction.update({
      where: { accountId_id: { accountId: by.account, id } },
      data: { publishedVersion: version, publishedRevision: revision },
    });
    const before = row.publishedVersion === null ? {} : { before: { version: row.publishedVersion } };
    await recordAudit(tx, by, { action: "function.publish", subject: row.name, ...before, after: { version } });
    return { version };
  });
}

/** Removes a function that no flow uses. Throws `conflict` with the flows that do, `not_found`. */
export async function removeFunction(by: Actor, id: string): Promise<void> {
  await withAccount(by.account, async (tx) => {
    const row = await lockFunction(tx, by.account, id);
    const uses = (await flowsUsing(tx, by.account, "function", [row])).get(id) ?? [];
    if (uses.length > 0)
      throw new PatchcordError("conflict", `Flows use this function: ${uses.map((use) => use.flowName).join(", ")}.`);
    if (await isUsedByRunning(tx, by.account, "function", id))
      throw new PatchcordError("conflict", "Interactions that are still running can run it. Try again later.");
    await tx.functionVersion.deleteMany({ where: { accountId: by.account, functionId: id } });
    await tx.accountFunction.delete({ where: { accountId_id: { accountId: by.account, id } } });
    const { name, description } = row;
    await recordAudit(tx, by, {
      action: "function.remove",
      subject: name,
      before: { name, description, ...bodyOf(row) },
    });
  });
}

/** The function's row, locked until the transaction ends. Throws `not_found`. */
async function lockFunction(tx: Tx, account: AccountId, id: string) {
  await lockNamed(tx, "function", account, id);
  return tx.accountFunction.findUniqueOrThrow({ where: { accountId_id: { accountId: account, id } } });
}

async function recordPublished(tx: Tx, account: AccountId, id: string, publishedRevision: number): Promise<void> {
  const where = { accountId_id: { accountId: account, id } };
  await tx.accountFunction.update({ where, data: { publishedRevision } });
}

/** The values that differ, old and new; null where none does. */
function changes(before: Record<string, unknown>, after: Record<string, unknown>) {
  const changedKeys = Object.keys(after).filter((key) => !dequal(before[key], after[key]));
  if (changedKeys.length === 0) return null;
  const only = (all: Record<string, unknown>) => Object.fromEntries(changedKeys.map((key) => [key, all[key]]));
  return { before: only(before), after: only(after) };
}

function savedSince(who: string) {
  return new PatchcordError(
    "conflict",
    `${who} has saved this function since you opened it. Copy what you want to keep, then open it again.`,
  );
}
