import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import type { AccountId } from "../../ports/ids";
import { unsealCarrier } from "../../storage/account-facts";

/** How many of the account's newest attempts are searched for the last dial of each carrier. */
const RECENT_ATTEMPTS = 500;

export type CarrierDial = { carrierId: string; at: Date; refusedAuth: boolean; error: string | null };

/** The account's carriers by name, without their credentials, with the newest dial on each. */
export function listCarriers(account: AccountId) {
  return withAccount(account, async (tx) => {
    const rows = await tx.carrier.findMany({ where: { accountId: account }, orderBy: { name: "asc" } });
    const numbers = await tx.number.groupBy({
      by: ["carrierId"],
      where: { accountId: account },
      _count: { _all: true },
    });
    const dials = await tx.$queryRaw<CarrierDial[]>`
      select distinct on (a.carrier_id) a.carrier_id as "carrierId", a.submitted_at as at, a.error,
        exists (select 1 from interaction_event e where e.account_id = a.account_id
          and e.interaction_id = a.interaction_id and e.input_key = 'refused:' || a.id
          and e.resume -> 'error' ->> 'code' = 'carrier_auth') as "refusedAuth"
      from (select * from dial_attempt where account_id = ${account}::uuid order by id desc limit ${RECENT_ATTEMPTS}) a
      where a.submitted_at is not null and a.status in ('placed', 'ended', 'refused')
      order by a.carrier_id, a.id desc`;
    return rows.map(({ secret, accountId: _, ...row }) => {
      const { tokens, sharedKeys, apiKey } = unsealCarrier(account, row.id, secret);
      return {
        ...row,
        /** An old token or shared key is still good beside the current one. */
        oldToken: tokens.length > 1 || sharedKeys.length > 1,
        apiKeyId: apiKey?.id ?? "",
        sharedKeyId: sharedKeys[0]?.id ?? "",
        numbers: numbers.find(({ carrierId }) => carrierId === row.id)?._count._all ?? 0,
        lastDial: dials.find(({ carrierId }) => carrierId === row.id) ?? null,
      };
    });
  });
}

/** A stored row with its secrets, for requests to the carrier. Throws `not_found`. */
export async function readCarrier(account: AccountId, id: string) {
  const row = await withAccount(account, (tx) =>
    tx.carrier.findUnique({ where: { accountId_id: { accountId: account, id } } }),
  );
  if (!row) throw new PatchcordError("not_found", "There is no such carrier.");
  const { secret, ...rest } = row;
  return { ...rest, ...unsealCarrier(account, id, secret) };
}
