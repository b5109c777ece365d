import type { AccountNames } from "@/engine/verify";
import type { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";
import { calendarNames } from "../calendars/data";
import { connectionNames } from "../connections/data";
import { functionNames } from "../functions/data";
import { promptNames } from "../prompts/data";
import { ringGroupNames } from "../ring-groups/data";
import { salesforceNames } from "../salesforce/data";

/** Every resource of the account that a flow can name, by kind and name. */
export async function accountNames(tx: Prisma.TransactionClient, account: AccountId): Promise<AccountNames> {
  const numbers = await tx.number.findMany({ where: { accountId: account }, orderBy: { e164: "asc" } });
  return {
    number: new Map(
      numbers.map(({ e164, label, voiceEnabled }) => [
        e164,
        { label, usable: voiceEnabled, ...(voiceEnabled ? {} : { why: "Voice is not enabled for this number." }) },
      ]),
    ),
    prompt: await promptNames(tx, account),
    connection: await connectionNames(tx, account),
    function: await functionNames(tx, account),
    calendar: await calendarNames(tx, account),
    ring_group: await ringGroupNames(tx, account),
    salesforce: await salesforceNames(tx, account),
  };
}

export function readNames(account: AccountId): Promise<AccountNames> {
  return withAccount(account, (tx) => accountNames(tx, account));
}
