import { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";
import { listenUrl } from "../prompts/data";

/** As many flows and prompts are offered or known by name at the test phones. */
const MAX_FLOWS = 500;
const MAX_PROMPTS = 1000;
/** As many calls are asked about at once. */
export const MAX_CALLS = 50;

/** A flow that the test phones can start. `published`: the number of its published version; null before the first publication. */
export type RingableFlow = { id: string; name: string; published: number | null; draftEdits: boolean };

/** The account's flows that are not archived, by name; the preferred one is among them, however many there are. */
export function ringableFlows(account: AccountId, preferred: string | null): Promise<RingableFlow[]> {
  return withAccount(
    account,
    (tx) => tx.$queryRaw<RingableFlow[]>`
      select f.id, f.name, v.number as published, d.flow_id is not null and d.revision is distinct from d.clean_revision as "draftEdits"
      from flow f
      left join flow_version v on v.account_id = f.account_id and v.id = f.published_version_id
      left join draft d on d.account_id = f.account_id and d.flow_id = f.id
      where f.account_id = ${account}::uuid and f.deleted_at is null and f.archived_at is null
      order by f.id is distinct from ${preferred}::uuid, lower(f.name), f.id limit ${MAX_FLOWS}`,
  );
}

/** The names of the account's prompts by the path of their recording, as a document for the carrier has it. */
export function promptsByPath(account: AccountId): Promise<Record<string, string>> {
  return withAccount(account, async (tx) => {
    const rows = await tx.prompt.findMany({
      where: { accountId: account },
      select: { id: true, name: true },
      take: MAX_PROMPTS,
    });
    return Object.fromEntries(rows.map(({ id, name }) => [listenUrl(account, id), name]));
  });
}

/** An interaction that a call at a test phone belongs to. */
export type CalledBy = { call: string; interaction: string; flow: string };

/** The account's interactions that made these calls; a call of nobody's is left out. */
export function interactionsOfCalls(account: AccountId, calls: readonly string[]): Promise<CalledBy[]> {
  if (calls.length === 0) return Promise.resolve([]);
  // Calls that ring now are of the last interactions: their ids, which are time-ordered, bound what is looked through.
  return withAccount(
    account,
    (tx) => tx.$queryRaw<CalledBy[]>`
      select a.call_id as call, i.id as interaction, f.name as flow
      from dial_attempt a
      join interaction i on i.account_id = a.account_id and i.id = a.interaction_id
      join flow f on f.account_id = i.account_id and f.id = i.flow_id
      where a.account_id = ${account}::uuid and a.id >= patchcord_first_id(now() - interval '1 day')
        and a.call_id in (${Prisma.join([...calls.slice(0, MAX_CALLS)])})`,
  );
}
