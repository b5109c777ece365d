import { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";
import { projectedUpTo } from "../../storage/fact-mark";
import { type FlowFilters, likePatterns, PAGE_SIZE, type SORTS } from "./filters";

export type FlowLine = {
  id: string;
  name: string;
  description: string;
  labels: string[];
  trigger: string;
  publishedVersion: number | null;
  draftEdits: boolean;
  archivedAt: Date | null;
  changedAt: Date;
  changedBy: string;
  interactions24h: number;
  /** Interactions an hour, the oldest of the 24 hours first. */
  spark: number[];
  /** The share of answered calls among those that have a result, 0 to 1; null while none has one. */
  answeredRate: number | null;
};

type CountedLine = FlowLine & { total: number };

/**
 * Interactions of a flow in the last 24 hours: from their facts, and the youngest, which have none yet, from their own table. The conditions
 * on ids, which are time-ordered, let the query use their indexes.
 */
const last24h = (mark: string) => Prisma.sql`from (
    select t.accepted_at as started_at, t.call_result from interaction_fact t where t.account_id = f.account_id and t.flow_id = f.id
      and t.id >= patchcord_first_id(now() - interval '24 hours') and t.id <= ${mark}::uuid
    union all
    select t.started_at, t.call_result from interaction t where t.account_id = f.account_id and t.flow_id = f.id
      and t.id >= patchcord_first_id(now() - interval '24 hours') and t.id > ${mark}::uuid
  ) i where i.started_at > patchcord_now() - interval '24 hours'`;

const ORDER = {
  "-changed": () => Prisma.sql`f.updated_at desc, f.id desc`,
  changed: () => Prisma.sql`f.updated_at asc, f.id asc`,
  name: () => Prisma.sql`lower(f.name) asc, f.id asc`,
  "-name": () => Prisma.sql`lower(f.name) desc, f.id desc`,
  "-interactions": (mark) => Prisma.sql`(select count(*) ${last24h(mark)}) desc, lower(f.name), f.id`,
  interactions: (mark) => Prisma.sql`(select count(*) ${last24h(mark)}) asc, lower(f.name), f.id`,
} as const satisfies Record<(typeof SORTS)[number], (mark: string) => Prisma.Sql>;

/** One page of the account's flows with figures of their last 24 hours, the number of all flows, and every label in use. */
export function listFlows(account: AccountId, filters: FlowFilters) {
  return withAccount(account, async (tx) => {
    const mark = await projectedUpTo(tx, account);
    const rows = await tx.$queryRaw<CountedLine[]>`
      with page as (
        select f.*, d.revision is distinct from d.clean_revision as edited, count(*) over () as total,
          row_number() over (order by ${ORDER[filters.sort](mark)}) as place
        from flow f left join draft d on d.account_id = f.account_id and d.flow_id = f.id
        where ${where(account, filters)}
        order by place limit ${PAGE_SIZE} offset ${(filters.page - 1) * PAGE_SIZE}
      )
      select f.id, f.name, f.description, f.labels, f.trigger_component as trigger, v.number as "publishedVersion",
        v.id is not null and f.edited as "draftEdits", f.archived_at as "archivedAt", f.updated_at as "changedAt",
        f.updated_by as "changedBy", f.total::int as total, t.interactions as "interactions24h", t.spark,
        t.answered / nullif(t.with_result, 0)::float as "answeredRate"
      from page f
      left join flow_version v on v.account_id = f.account_id and v.id = f.published_version_id
      cross join lateral (
        with hours as materialized (
          select floor(extract(epoch from patchcord_now() - i.started_at) / 3600)::int as ago, count(*) as interactions,
            count(*) filter (where i.call_result = 'answered') as answered, count(i.call_result) as with_result
          ${last24h(mark)} group by 1
        )
        select coalesce(sum(h.interactions), 0)::int as interactions, coalesce(sum(h.answered), 0)::float as answered,
          coalesce(sum(h.with_result), 0)::int as with_result,
          array_agg(coalesce(h.interactions, 0)::int order by s.ago desc) as spark
        from generate_series(0, 23) as s(ago) left join hours h on h.ago = s.ago
      ) t
      order by f.place`;
    const labels = await tx.$queryRaw<{ label: string }[]>`
      select distinct unnest(labels) as label from flow
      where account_id = ${account}::uuid and deleted_at is null order by label`;
    const total = rows[0]?.total ?? (filters.page > 1 ? await countFlows(tx, account, filters) : 0);
    return {
      rows: rows.map(({ total: _, ...line }): FlowLine => line),
      total,
      labels: labels.map(({ label }) => label),
    };
  });
}

/** The number of flows for a page past the last one, which has no row that holds it. */
async function countFlows(tx: Prisma.TransactionClient, account: AccountId, filters: FlowFilters): Promise<number> {
  const [row] = await tx.$queryRaw<{ total: number }[]>`
    select count(*)::int as total from flow f left join draft d on d.account_id = f.account_id and d.flow_id = f.id
    where ${where(account, filters)}`;
  return row?.total ?? 0;
}

/** The filters as SQL on `flow f` and its `draft d`. */
function where(account: AccountId, { search, status, label, archived }: FlowFilters): Prisma.Sql {
  const edited = Prisma.sql`d.revision is distinct from d.clean_revision`;
  const conditions = [
    Prisma.sql`f.account_id = ${account}::uuid and f.deleted_at is null`,
    archived ? Prisma.sql`f.archived_at is not null` : Prisma.sql`f.archived_at is null`,
    ...likePatterns(search).map((word) => Prisma.sql`(f.name ilike ${word} or f.description ilike ${word})`),
    ...(label === undefined ? [] : [Prisma.sql`${label} = any (f.labels)`]),
    ...(status === "draft" ? [Prisma.sql`f.published_version_id is null`] : []),
    ...(status === "published" || status === "edited" ? [Prisma.sql`f.published_version_id is not null`] : []),
    ...(status === "edited" ? [edited] : []),
  ];
  return Prisma.join(conditions, " and ");
}
