import { Prisma } from "@/prisma/generated/client";
import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";
import { countedIn, type Period, periodOf, whereFactOf } from "../period/data";
import type { AskedScope } from "../period/schema";
import { type Spread, spreadOf } from "./spread";

type Tx = Prisma.TransactionClient;

/** A measure's count; `key` parts it: by outcome, error code, who answered. */
export type Count = { measure: string; key: string; number: number };
export type DayCount = { day: string; measure: string; key: string; number: number };
/** Interactions of a weekday's hour, Monday is 1. */
export type HourCount = { weekday: number; hour: number; measure: string; number: number };
/** How often an exit was taken; both by their ids. */
export type ExitCount = {
  flowId: string;
  step: string;
  stepName: string;
  exit: string;
  exitName: string;
  number: number;
};

export type Overview = {
  period: Period;
  totals: Count[];
  /** Of the period before. */
  before: Count[];
  days: DayCount[];
  hours: HourCount[];
  exits: ExitCount[];
};

/** What was counted in a period, whose cost grows with the period and not with what is stored. Throws as `periodOf`. */
export function readOverview(account: AccountId, scope: AskedScope): Promise<Overview> {
  return withAccount(account, async (tx) => {
    const period = await periodOf(tx, scope);
    const { from, to, before } = period;
    const [found] = await tx.$queryRaw<Omit<Overview, "period" | "before">[]>`
      with counted as materialized (${countedIn(account, scope, { from, to })})
      select
        (select coalesce(jsonb_agg(t), '[]') from (select measure, key, sum(number)::float as number from counted
          where measure <> 'exit' group by 1, 2) t) as totals,
        (select coalesce(jsonb_agg(d), '[]') from (select to_char(half_hour at time zone ${scope.zone}, 'YYYY-MM-DD') as day, measure, key,
          sum(number)::float as number from counted where measure in ('started', 'rung', 'joined', 'abandoned', 'answered_by')
          group by 1, 2, 3 order by 1) d) as days,
        (select coalesce(jsonb_agg(h), '[]') from (select extract(isodow from half_hour at time zone ${scope.zone})::int as weekday,
          extract(hour from half_hour at time zone ${scope.zone})::int as hour, measure, sum(number)::float as number from counted
          where measure in ('started', 'joined') group by 1, 2, 3) h) as hours,
        (select coalesce(jsonb_agg(e), '[]') from (select flow_id as "flowId", taken.step, max(coalesce(n.name, taken.step)) as "stepName", exit,
            max(coalesce(n.exits ->> exit, exit)) as "exitName", sum(number)::float as number
          from (select flow_id, flow_version_id, split_part(key, chr(31), 1) as step, split_part(key, chr(31), 2) as exit, sum(number) as number
            from counted where measure = 'exit' group by 1, 2, 3, 4) taken
          left join version_step n on n.account_id = ${account}::uuid and n.flow_version_id = taken.flow_version_id and n.step = taken.step
          group by flow_id, taken.step, exit order by 6 desc limit 200) e) as exits`;
    return { period, ...found!, before: await totalsOf(tx, account, scope, { from: before, to: from }) };
  });
}

function totalsOf(tx: Tx, account: AccountId, scope: AskedScope, span: Pick<Period, "from" | "to">): Promise<Count[]> {
  return tx.$queryRaw<Count[]>`
    select measure, key, sum(number)::float as number from (${countedIn(account, scope, span)}) counted
    where measure <> 'exit' group by 1, 2`;
}

export type Durations = { ring: Spread; wait: Spread; talk: Spread };

/** How long it took until somebody answered, until the agent was there, and how long they talked; read from each interaction of the period. */
export function readDurations(account: AccountId, scope: AskedScope): Promise<Durations> {
  return withAccount(account, async (tx) => {
    const period = await periodOf(tx, scope);
    // Counted by tenths of a second, from a minute on by seconds: a sort of millions would take longer than the rest of the page.
    const counted = await tx.$queryRaw<{ what: keyof Durations; seconds: number; number: number }[]>`
      select what, case when seconds < 60 then round(seconds::numeric, 1) else round(seconds::numeric) end::float as seconds, count(*)::int as number
      from interaction_fact f cross join lateral (values ('ring', f.ring_seconds), ('wait', f.wait_seconds), ('talk', f.talk_seconds)) as s(what, seconds)
      where ${whereFactOf(account, scope, period, Prisma.sql`f`, Prisma.sql`f.id`)} and seconds is not null
      group by 1, 2`;
    const of = (what: keyof Durations) => spreadOf(counted.filter((one) => one.what === what));
    return { ring: of("ring"), wait: of("wait"), talk: of("talk") };
  });
}

/** What a report can be narrowed to: the account's clients and buttons, and its flows with their versions. */
export function readChoices(account: AccountId) {
  return withAccount(account, async (tx) => {
    const own = { accountId: account };
    const flows = await tx.flow.findMany({ where: own, select: { id: true, name: true }, orderBy: { name: "asc" } });
    const versions = await tx.flowVersion.findMany({
      where: { ...own, number: { gt: 0 } },
      select: { id: true, flowId: true, number: true },
      orderBy: { number: "desc" },
    });
    const clients = await tx.oauthClient.findMany({
      where: own,
      select: { id: true, name: true },
      orderBy: { name: "asc" },
    });
    const buttons = await tx.button.findMany({
      where: own,
      select: { id: true, name: true },
      orderBy: { name: "asc" },
    });
    return { flows, versions, clients, buttons: buttons.map(({ id, name }) => ({ id: `button.${id}`, name })) };
  });
}
