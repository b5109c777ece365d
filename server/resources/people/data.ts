import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";
import { type Mention, nextMentions } from "./person";

const SHOWN = 20;

/** The account's last erasures. No number is told, not even that of one that goes on. */
export function listErasures(account: AccountId) {
  return withAccount(account, (tx) =>
    tx.erasure.findMany({
      ...{ where: { accountId: account }, orderBy: { id: "desc" }, take: SHOWN },
      omit: { accountId: true, number: true, lastId: true },
    }),
  );
}

/** What is stored of a number apart from interactions. */
export function ofNoInteraction(account: AccountId, number: string) {
  return withAccount(account, async (tx) => ({
    doNotCall: await tx.doNotCall.findUnique({
      where: { accountId_number: { accountId: account, number } },
      omit: { accountId: true },
    }),
    refusedStarts: await tx.refusedRing.findMany({
      ...{ where: { accountId: account, to: number, interactionId: null }, omit: { accountId: true } },
    }),
  }));
}

/** The account's next interactions after the id, and those of them that the number is in. */
export function nextFound(account: AccountId, number: string, after: string | null) {
  return withAccount(account, async (tx) => {
    const looked = await nextMentions(tx, account, number, after);
    const found: unknown[] = [];
    for (const mention of looked) if (mention.is_mentioned) found.push(await oneOf(tx, account, number, mention));
    return { looked, found };
  });
}

/** An interaction that rang the person, whole; of one that only names the number, what concerns it: the rest is of somebody else. */
async function oneOf(
  tx: Prisma.TransactionClient,
  account: AccountId,
  number: string,
  { id, is_contact: isContact }: Mention,
): Promise<unknown> {
  const own = { accountId: account, interactionId: id };
  const where = isContact ? own : { ...own, to: number };
  const interaction = await tx.interaction.findUniqueOrThrow({
    where: { accountId_id: { accountId: account, id } },
    omit: { accountId: true, document: true, ...(isContact ? {} : { state: true }) },
  });
  return {
    ...interaction,
    dials: await tx.dialAttempt.findMany({ where, omit: { accountId: true, token: true } }),
    legs: await tx.leg.findMany({ where, omit: { accountId: true } }),
    refused: await tx.refusedRing.findMany({ where, omit: { accountId: true } }),
    ...(isContact
      ? {
          events: await tx.interactionEvent.findMany({
            ...{ where: own, omit: { accountId: true }, orderBy: { seq: "asc" } },
          }),
          callbacks: await tx.callback.findMany({ where: own, omit: { accountId: true } }),
          asked_by_button: await tx.buttonRequest.findMany({ where: own, select: { at: true, consent: true } }),
          requests: await tx.portCall.findMany({ where: own, omit: { accountId: true } }),
        }
      : {}),
  };
}
