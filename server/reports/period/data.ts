import { Prisma } from "@/prisma/generated/client";
import { PatchcordError } from "../../platform/errors";
import { idsWithin } from "../facts/data";
import type { AskedScope, Preset, ReportScope } from "./schema";

type Tx = Prisma.TransactionClient;
/** From a moment to another, which is excluded; `before`: when the period of the same length began that ended at `from`. */
export type Period = { from: Date; to: Date; before: Date };

const MAX_DAYS = 400;

/** How many days of the zone before today a preset begins, and ends. */
const DAYS: Record<Preset, [from: number, to: number]> = {
  today: [0, 1],
  yesterday: [-1, 0],
  "7d": [-6, 1],
  "30d": [-29, 1],
  "90d": [-89, 1],
};

/**
 * The period of a report, by the days of its zone, which may have 23 or 25 hours. A preset is whole; what one enters is counted by half
 * hours. Throws `invalid_request` where it ends before it begins, or is too long.
 */
export async function periodOf(tx: Tx, asked: AskedScope): Promise<Period> {
  const { from, to, before } = asked.between ? betweenOf(asked.between) : await localPeriod(tx, asked);
  const days = (to.getTime() - from.getTime()) / 86_400_000;
  if (days <= 0) throw new PatchcordError("invalid_request", "The period must end after it begins.");
  if (days > MAX_DAYS) throw new PatchcordError("invalid_request", `A period is at most ${MAX_DAYS} days long.`);
  return { from, to, before };
}

const HALF_HOUR = 1_800_000;

function betweenOf(between: { from: Date; to: Date }): Period {
  const [from = 0, to = 0] = [between.from, between.to].map((one) => Math.floor(one.getTime() / HALF_HOUR) * HALF_HOUR);
  return { from: new Date(from), to: new Date(to), before: new Date(from - (to - from)) };
}

async function localPeriod(tx: Tx, { period, from, to, zone }: ReportScope): Promise<Period> {
  const [first, last] = DAYS[period];
  const own = from && to;
  const begin = own
    ? Prisma.sql`${from}::timestamp`
    : Prisma.sql`date_trunc('day', patchcord_now() at time zone ${zone}) + make_interval(days => ${first}::int)`;
  const end = own
    ? Prisma.sql`${to}::timestamp`
    : Prisma.sql`date_trunc('day', patchcord_now() at time zone ${zone}) + make_interval(days => ${last}::int)`;
  const [row] = await tx.$queryRaw<Period[]>`
    select date_bin('30 minutes', a at time zone ${zone}, '2000-01-01 00:00+00') as "from", date_bin('30 minutes', b at time zone ${zone}, '2000-01-01 00:00+00') as "to", date_bin('30 minutes', (a - (b - a)) at time zone ${zone}, '2000-01-01 00:00+00') as before
    from (select ${begin} as a, ${end} as b) local`.catch((error: unknown) => {
    // The 31st of a month that has none.
    if (own) throw new PatchcordError("invalid_request", "There is no such day.", { cause: error });
    throw error;
  });
  return row!;
}

/** A scope as SQL on `interaction_fact` or `step_fact`, by its alias and its column of the interaction's id. */
export function whereFactOf(
  account: string,
  scope: Scope,
  { from, to }: Pick<Period, "from" | "to">,
  alias: Prisma.Sql,
  id: Prisma.Sql,
): Prisma.Sql {
  return Prisma.sql`${alias}.account_id = ${account}::uuid ${idsWithin(id, from, to)}
    and ${alias}.accepted_at >= ${from}::timestamptz and ${alias}.accepted_at < ${to}::timestamptz ${sourceOf(scope, alias)}`;
}

type Scope = Pick<ReportScope, "flow" | "version" | "client">;

/** Which flow, version and client, on whatever has these columns. */
function sourceOf({ flow, version, client }: Scope, alias: Prisma.Sql): Prisma.Sql {
  const all = [
    ...(flow ? [Prisma.sql`and ${alias}.flow_id = ${flow}::uuid`] : []),
    ...(version ? [Prisma.sql`and ${alias}.flow_version_id = ${version}::uuid`] : []),
    ...(client ? [Prisma.sql`and ${alias}.client_id = ${client}`] : []),
  ];
  return all.length > 0 ? Prisma.join(all, " ") : Prisma.empty;
}

/** Counts of a period (half_hour, flow_id, flow_version_id, measure, key, number): what is settled is counted already; what is not, which are few, is counted now. */
export function countedIn(account: string, scope: Scope, span: Pick<Period, "from" | "to">): Prisma.Sql {
  const { from, to } = span;
  return Prisma.sql`
    select c.half_hour, c.flow_id, c.flow_version_id, c.measure, c.key, c.number from report_count c
    where c.account_id = ${account}::uuid and c.half_hour >= ${from}::timestamptz and c.half_hour < ${to}::timestamptz ${sourceOf(scope, Prisma.sql`c`)}
    union all
    select c.half_hour, c.flow_id, c.flow_version_id, c.measure, c.key, c.number
    from patchcord_fact_counts(${account}::uuid, array(select f.id from interaction_fact f
      where ${whereFactOf(account, scope, span, Prisma.sql`f`, Prisma.sql`f.id`)} and not f.is_settled)) c`;
}
