import { withAccount } from "../../platform/db";
import { ids } from "../../platform/ids/ids";
import type { AccountId } from "../../ports/ids";
import { wakeWorkers } from "../../storage/queue";
import { type Actor, recordAudit } from "../audit/mutations";
import { nextMentions, numberOfPerson } from "./person";

/** Tells in the audit log that somebody has a person's data, and not whose. */
export async function recordExport(by: Actor): Promise<void> {
  await withAccount(by.account, (tx) => recordAudit(tx, by, { action: "person.export", subject: "A person" }));
}

/**
 * Begins to erase a person, by a job; one that goes on for the same number is not begun anew. `offList`: the number goes from the
 * do-not-call list, too. Throws `invalid_request` for a text that is no number.
 */
export async function requestErasure(by: Actor, input: { number: string; offList: boolean }): Promise<{ id: string }> {
  const number = numberOfPerson(input.number);
  const { account } = by;
  const begun = await withAccount(account, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${account} || 'erasure', 0))`;
    const under = await tx.erasure.findFirst({ where: { accountId: account, number } });
    if (under) return under.id;
    const id = ids.uuid();
    const total = await tx.interaction.count({ where: { accountId: account } });
    const requested = { requestedAt: new Date(), requestedBy: by.user.email };
    await tx.erasure.create({ data: { accountId: account, id, number, offList: input.offList, total, ...requested } });
    await recordAudit(tx, by, { action: "person.erase", subject: "A person", after: { offList: input.offList } });
    const payload = JSON.stringify({ account, erasure: id });
    await tx.$executeRaw`select patchcord_enqueue('erase_person', ${payload}::json, now(), ${`erase:${id}`})`;
    return id;
  });
  wakeWorkers();
  return { id: begun };
}

/** What is next of an erasure: interactions that still run and have to be ended first, or nothing more. */
export type ErasureStep = { running: string[]; isDone: boolean };

/** Looks at an erasure's next interactions and erases the person from them, all in one transaction: a job that dies goes on from there. */
export function eraseNext(account: AccountId, id: string): Promise<ErasureStep> {
  return withAccount(account, async (tx) => {
    await tx.$executeRaw`select 1 from erasure where account_id = ${account}::uuid and id = ${id}::uuid for update`;
    const key = { accountId_id: { accountId: account, id } };
    const erasure = await tx.erasure.findUnique({ where: key });
    if (!erasure?.number) return { running: [], isDone: true };
    const { number, offList, lastId } = erasure;
    const looked = await nextMentions(tx, account, number, lastId);
    const mentions = looked.filter(({ is_mentioned }) => is_mentioned);
    const running = mentions.filter(({ is_running }) => is_running).map(({ id: one }) => one);
    if (running.length > 0) return { running, isDone: false };
    const last = looked.at(-1);
    if (!last) {
      await tx.$executeRaw`select patchcord_erase_rest(${number}, ${offList})`;
      await tx.erasure.update({ where: key, data: { number: null, lastId: null, finishedAt: new Date() } });
      return { running: [], isDone: true };
    }
    const idsWhere = (isContact: boolean) =>
      mentions.filter(({ is_contact }) => is_contact === isContact).map(({ id: one }) => one);
    if (mentions.length > 0)
      await tx.$executeRaw`select patchcord_erase(${number}, ${idsWhere(true)}::uuid[], ${idsWhere(false)}::uuid[])`;
    const counted = { looked: { increment: looked.length }, erased: { increment: mentions.length } };
    await tx.erasure.update({ where: key, data: { ...counted, lastId: last.id } });
    return { running: [], isDone: false };
  });
}
