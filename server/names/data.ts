import type { AccountNames } from "@/engine/verify";
import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../db";
import type { AccountId } from "../ports/ids";

/** Everything of the account's that a flow can name, by the name it goes by. */
export async function accountNames(tx: Prisma.TransactionClient, account: AccountId): Promise<AccountNames> {
  const numbers = await tx.number.findMany({ where: { accountId: account }, orderBy: { e164: "asc" } });
  return {
    number: new Map(
      numbers.map(({ e164, label, voiceEnabled }) => [
        e164,
        { label, usable: voiceEnabled, ...(voiceEnabled ? {} : { why: "Voice is not enabled for this number." }) },
      ]),
    ),
    prompt: new Map(),
    connection: new Map(),
    function: new Map(),
    calendar: new Map(),
    ring_group: new Map(),
  };
}

export function readNames(account: AccountId): Promise<AccountNames> {
  return withAccount(account, (tx) => accountNames(tx, account));
}
