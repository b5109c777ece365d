import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import { parseInput } from "../../platform/parse-input";
import type { AccountId } from "../../ports/ids";
import { wakeWorkers } from "../../storage/queue";
import { type Actor, recordAudit } from "../audit/mutations";
import { type AddInput, addReason, type RemoveInput, readNumbers, removeReason } from "./schema";

/** How an admin's or client's number came onto the list; a flow's is by itself. */
type Source = "studio" | "import" | "api";

/** `already`: numbers that were on the list. `bad`: texts that are no number, with their places among those given. */
export type Added = { added: number; already: number; bad: { at: number; text: string; problem: string }[] };

/**
 * Puts numbers on the account's do-not-call list. From the commit on none of them is rung: each dial proves it, also one that waits
 * already. Texts that are no numbers are left out and told. Throws `invalid_request` for a reason that is too long.
 */
export async function addNumbersNotToCall(
  by: Actor,
  { numbers: texts, ...input }: AddInput,
  source: Source,
): Promise<Added> {
  const { reason } = parseInput(addReason, input);
  const { numbers, bad } = readNumbers(texts);
  const added = await withAccount(by.account, async (tx) => {
    const count = await insertNumbers(tx, by.account, numbers, { by: by.user.email, source, reason });
    const [first = ""] = numbers;
    const subject = numbers.length === 1 ? first : `${numbers.length} numbers, from ${first} on`;
    if (count > 0)
      await recordAudit(tx, by, { action: "do_not_call.add", subject, after: { added: count, source, reason } });
    return count;
  });
  wakeWorkers();
  return { added, already: numbers.length - added, bad };
}

/** Puts numbers on the list, and has dials that wait for one of them looked at. How many were not on it before. */
export async function insertNumbers(
  tx: Prisma.TransactionClient,
  account: AccountId,
  numbers: readonly string[],
  { by, source, reason }: { by: string; source: Source; reason: string },
): Promise<number> {
  if (numbers.length === 0) return 0;
  // One parameter for all: a row of them each would take seconds for thousands.
  const count = await tx.$executeRaw`
    insert into do_not_call (account_id, number, added_at, added_by, source, reason)
    select ${account}::uuid, number, patchcord_now(), ${by}, ${source}, ${reason}
    from unnest(${numbers}::text[]) as number order by number on conflict do nothing`;
  if (count > 0) await tx.$executeRaw`select patchcord_wake_held(${account}::uuid, ${numbers}::text[])`;
  return count;
}

/** Puts a number on the list for a step of a flow; once it is there, nothing changes. The interaction says who asked, and when. */
export async function addNumberByFlow(
  account: AccountId,
  interaction: string,
  number: string,
  reason: string,
): Promise<void> {
  await withAccount(account, async (tx) => {
    await tx.$executeRaw`
      insert into do_not_call (account_id, number, added_at, added_by, source, reason)
      values (${account}::uuid, ${number}, patchcord_now(), ${interaction}, 'flow', ${reason}) on conflict do nothing`;
    await tx.$executeRaw`select patchcord_wake_held(${account}::uuid, ${[number]}::text[])`;
  });
  wakeWorkers();
}

/** Takes a number off the list. Throws `not_found`, and `invalid_request` without a reason. */
export async function removeNumberNotToCall(by: Actor, { number, ...input }: RemoveInput): Promise<void> {
  const { reason } = parseInput(removeReason, input);
  await withAccount(by.account, async (tx) => {
    const key = { accountId_number: { accountId: by.account, number } };
    const listed = await tx.doNotCall.findUnique({ where: key });
    if (!listed) throw new PatchcordError("not_found", "The number is not on the list.");
    await tx.doNotCall.delete({ where: key });
    const before = { addedBy: listed.addedBy, source: listed.source, reason: listed.reason };
    await recordAudit(tx, by, { action: "do_not_call.remove", subject: number, before, after: { reason } });
  });
}
