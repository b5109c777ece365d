import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { requireUnchanged } from "../../platform/edit-mark";
import { PatchcordError } from "../../platform/errors";
import { ids } from "../../platform/ids/ids";
import { parseInput } from "../../platform/parse-input";
import { violates } from "../../platform/unique-violation";
import type { AccountId } from "../../ports/ids";
import type { StorageName } from "../../ports/prompt-storage";
import { type Actor, recordAudit } from "../audit/mutations";
import { lockNamed, nameTaken, noSuch, requireFreeName } from "../named-rows/data";
import { flowsUsing, isUsedByRunning } from "../uses/data";
import { seenOf } from "./data";
import { MAX_PROMPTS, type PromptText, promptSchema } from "./schema";
import { type Content, type RecordingFacts, removeUnusedContents, storeContent } from "./store-content";

type Tx = Prisma.TransactionClient;

/** Adds a prompt. Throws `invalid_request` or `conflict` with the fields that are wrong, `file` for the recording. */
export async function addPrompt(by: Actor, input: PromptText, content: Content): Promise<{ id: string }> {
  const text = parseInput(promptSchema, input);
  const id = ids.uuid();
  // Check the name before storing up to ten megabytes.
  await withAccount(by.account, (tx) => requireCapacity(tx, by.account, text.name));
  await storeContent(by.account, id, content, (recording) =>
    withAccount(by.account, (tx) => insertPrompt(tx, by, id, text, recording)),
  );
  return { id };
}

/**
 * Replaces a prompt's recording; callers hear the new one within a minute. `seen`: the mark of the prompt as the sender has read it;
 * null replaces it whatever it is. Throws `not_found`, and as `addPrompt`.
 */
export async function replacePrompt(
  by: Actor,
  id: string,
  content: Content,
  seen: string | null = null,
): Promise<void> {
  await withAccount(by.account, (tx) => readPrompt(tx, by.account, id));
  let before: Row | undefined;
  await storeContent(by.account, id, content, async (recording) => {
    before = await withAccount(by.account, (tx) => replaceRecording(tx, by, id, recording, seen));
  });
  if (before) await removeUnusedContents(by.account, id, contentsOf(before));
}

async function replaceRecording(
  tx: Tx,
  by: Actor,
  id: string,
  recording: RecordingFacts,
  seen: string | null,
): Promise<Row> {
  const before = await readPrompt(tx, by.account, id, "lock");
  requireUnchanged("prompt", seen, seenOf(before));
  if (before.sha256 === recording.sha256 && before.storedIn === recording.storedIn) return before;
  // Keep the former recording, since a carrier may be fetching it. The row has one storage for both, so not where the storage changes.
  const formerSha256 = before.storedIn === recording.storedIn ? before.sha256 : null;
  await tx.prompt.update({
    where: { accountId_id: { accountId: by.account, id } },
    data: { ...recording, formerSha256, updatedAt: new Date(), updatedBy: by.user.name },
  });
  const audit = { action: "prompt.replace", subject: before.name, before: auditContent(before) };
  await recordAudit(tx, by, { ...audit, after: auditContent(recording) });
  return before;
}

/** Changes a prompt's name and description; `seen` as in `replacePrompt`. Throws `not_found`, and as `addPrompt`. */
export async function renamePrompt(
  by: Actor,
  { id, ...input }: PromptText & { id: string },
  seen: string | null = null,
): Promise<void> {
  const text = parseInput(promptSchema, input);
  const renaming = withAccount(by.account, async (tx) => {
    const before = await readPrompt(tx, by.account, id, "lock");
    requireUnchanged("prompt", seen, seenOf(before));
    const { name, description } = before;
    if (text.name !== name) await requireFreeName(tx, "prompt", by.account, text.name);
    const data = { ...text, updatedAt: new Date(), updatedBy: by.user.name };
    await tx.prompt.update({ where: { accountId_id: { accountId: by.account, id } }, data });
    await recordAudit(tx, by, { action: "prompt.rename", subject: name, before: { name, description }, after: text });
  });
  // Another user may take the name at the same moment; then the unique index refuses it.
  await renaming.catch((error) => {
    throw violates(error, "prompt_name") ? nameTaken("prompt") : error;
  });
}

/** Removes a prompt that no flow uses. Throws `conflict` with the flows that do, `not_found`. */
export async function removePrompt(by: Actor, id: string): Promise<void> {
  const prompt = await withAccount(by.account, async (tx) => {
    const found = await readPrompt(tx, by.account, id, "lock");
    const flows = (await flowsUsing(tx, by.account, "prompt", [found])).get(id) ?? [];
    if (flows.length > 0) {
      throw new PatchcordError("conflict", `Flows use this prompt: ${flows.map((use) => use.flowName).join(", ")}.`);
    }
    if (await isUsedByRunning(tx, by.account, "prompt", id)) {
      throw new PatchcordError(
        "conflict",
        "Interactions that are still running can play this prompt. Try again later.",
      );
    }
    await tx.prompt.delete({ where: { accountId_id: { accountId: by.account, id } } });
    const { name, description } = found;
    const before = { name, description, ...auditContent(found) };
    await recordAudit(tx, by, { action: "prompt.remove", subject: name, before });
    return found;
  });
  await removeUnusedContents(by.account, id, contentsOf(prompt));
}

async function insertPrompt(
  tx: Tx,
  by: Actor,
  id: string,
  text: { name: string; description: string },
  recording: RecordingFacts,
) {
  const row = { accountId: by.account, id, ...text, ...recording, updatedBy: by.user.name };
  const { count } = await tx.prompt.createMany({ data: row, skipDuplicates: true });
  if (count === 0) throw nameTaken("prompt");
  await recordAudit(tx, by, {
    action: "prompt.add",
    subject: text.name,
    after: { ...text, ...auditContent(recording) },
  });
}

async function requireCapacity(tx: Tx, account: AccountId, name: string): Promise<void> {
  await requireFreeName(tx, "prompt", account, name);
  if ((await tx.prompt.count({ where: { accountId: account } })) < MAX_PROMPTS) return;
  throw new PatchcordError("conflict", `An account has at most ${MAX_PROMPTS} prompts. Remove one first.`);
}

type Row = Prisma.PromptGetPayload<object>;

/** The contents that a prompt has in its storage. */
function contentsOf({ sha256, formerSha256, storedIn }: Row) {
  const stored = storedIn as StorageName;
  return [sha256, formerSha256].filter((one) => one !== null).map((one) => ({ sha256: one, storedIn: stored }));
}

async function readPrompt(tx: Tx, account: AccountId, id: string, how: "look" | "lock" = "look") {
  if (how === "lock") await lockNamed(tx, "prompt", account, id);
  const row = await tx.prompt.findUnique({ where: { accountId_id: { accountId: account, id } } });
  if (!row) throw noSuch("prompt");
  return row;
}

/** A recording's values for the audit log. */
function auditContent({ contentType, bytes, sha256 }: Pick<RecordingFacts, "contentType" | "bytes" | "sha256">) {
  return { contentType, bytes, sha256 };
}
