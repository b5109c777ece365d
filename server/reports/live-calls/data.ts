import { Prisma } from "@/prisma/generated/client";
import { flowOf } from "../../flows/data";
import { versionDocument } from "../../flows/versions/data";
import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";
import { projectedUpTo } from "../../storage/fact-mark";
import { idsWithin } from "../facts/data";

/** The steps in which a version's calls are now, by interaction; of more than `MOST_LIVE` calls the youngest. */
export type LiveCalls = { at: Map<string, string>; isMore: boolean };
export type LiveSource = { flow: string; version: string };

export const MOST_LIVE = 500;
/** Calls under way, and calls that have just begun, that one look considers at the most. */
const LOOKED_AT = 2000;
/** No interaction runs longer: it expires after two days, a live call then has some hours left. */
const LONGEST_MS = 3 * 86_400_000;

/** Throws `flow_not_found`, or `not_found` where the flow has no such version. */
export function requireVersion(account: AccountId, { flow, version }: LiveSource): Promise<void> {
  return withAccount(account, async (tx) => {
    await versionDocument(tx, await flowOf(tx, account, flow), version);
  });
}

/**
 * Found among the calls whose facts are not settled, and those that have just begun and have none yet; where each is now says the
 * interaction itself. What is read does not grow with the calls that are over.
 */
export function readLiveCalls(account: AccountId, { flow, version }: LiveSource): Promise<LiveCalls> {
  return withAccount(account, async (tx) => {
    const mark = await projectedUpTo(tx, account);
    const rows = await tx.$queryRaw<{ id: string; step: string }[]>`
      select i.id, i.state #>> '{cursor,step}' as step from (
        (select f.id from interaction_fact f where f.account_id = ${account}::uuid and not f.is_settled
          ${idsWithin(Prisma.sql`f.id`, new Date(Date.now() - LONGEST_MS), null)}
          and f.flow_id = ${flow}::uuid and f.flow_version_id = ${version}::uuid order by f.account_id desc, f.id desc limit ${LOOKED_AT})
        union
        (select y.id from interaction y where y.account_id = ${account}::uuid and y.flow_id = ${flow}::uuid and y.id > ${mark}::uuid
          order by y.flow_id desc, y.id desc limit ${LOOKED_AT})
      ) under_way join interaction i on i.account_id = ${account}::uuid and i.id = under_way.id
      where i.status = 'running' and i.flow_version_id = ${version}::uuid and i.state #>> '{cursor,step}' is not null
      order by i.id desc limit ${MOST_LIVE + 1}`;
    const shown = rows.slice(0, MOST_LIVE);
    return { at: new Map(shown.map(({ id, step }) => [id, step])), isMore: rows.length > MOST_LIVE };
  });
}
