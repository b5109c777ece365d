import { readPhoneNumber } from "@/engine/phone-number";
import type { Prisma } from "@/prisma/generated/client";
import { wrongField } from "../../platform/parse-input";
import type { AccountId } from "../../ports/ids";

/** Interactions that one transaction looks at: their events are searched for the number. */
const LOOKED_AT = 1000;

/** What a number has to do with an interaction. */
export type Mention = { id: string; is_contact: boolean; is_mentioned: boolean; is_running: boolean };

/** A person is known by a phone number. Throws `invalid_request` for a text that is none. */
export function numberOfPerson(text: string): string {
  const { number, problem } = readPhoneNumber(text);
  if (!number) throw wrongField("number", `The number ${problem}.`, "invalid_request");
  return number.e164;
}

/** The account's next interactions after the id, the oldest first; none where there are no further ones. */
export function nextMentions(
  tx: Prisma.TransactionClient,
  account: AccountId,
  number: string,
  after: string | null,
): Promise<Mention[]> {
  return tx.$queryRaw<Mention[]>`
    select * from patchcord_mentioning(${account}::uuid, ${number}, ${after}::uuid, ${LOOKED_AT}::int)`;
}
