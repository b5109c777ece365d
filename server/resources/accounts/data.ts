import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";

/** The steps to a first call, and which of them an account has done. */
export type Checklist = { carrier: boolean; number: boolean; published: boolean; client: boolean; called: boolean };

export function readChecklist(account: AccountId): Promise<Checklist> {
  return withAccount(account, async (tx) => {
    const [row] = await tx.$queryRaw<Checklist[]>`
      select exists (select 1 from carrier where account_id = ${account}::uuid) as carrier,
        exists (select 1 from number where account_id = ${account}::uuid) as number,
        exists (select 1 from flow where account_id = ${account}::uuid and published_version_id is not null) as published,
        exists (select 1 from oauth_client where account_id = ${account}::uuid and revoked_at is null) as client,
        exists (select 1 from dial_attempt where account_id = ${account}::uuid and call_id is not null) as called`;
    return row ?? { carrier: false, number: false, published: false, client: false, called: false };
  });
}
