import { Prisma } from "@/prisma/generated/client";
import { idsWithin } from "../facts/data";
import { hoursOf, type InteractionSearch, meaningOf, type SearchMeaning } from "./filters";

/** The number that the flow called first, else the one that it is about to call. */
export const contact = Prisma.sql`coalesce(
  (select a.to_number from dial_attempt a
   where a.account_id = i.account_id and a.interaction_id = i.id order by a.visit, a.id limit 1),
  i.state -> 'call' ->> 'to')`;

/** Whether the contact of `i` is nobody's secret: what may not be seen cannot be found out by asking for it. */
const mayBeFound = Prisma.sql`(select patchcord_may_show(${contact}, array(
    select i.state -> 'variables' ->> d.key from jsonb_each(v.definition -> 'variables') d
    where (d.value ->> 'sensitive')::boolean and i.state -> 'variables' ->> d.key is not null))
  from flow_version v where v.account_id = i.account_id and v.id = i.flow_version_id)`;

/**
 * The filters as SQL on `interaction i`, whose rows hold more than what can be found by an index: for the youngest, which have no
 * facts yet. The condition on the account repeats what row-level security enforces, so that the query can use its index.
 */
export function whereInteraction(account: string, filters: InteractionSearch): Prisma.Sql {
  const { status, outcome, flow, search, from, to, contact: whole } = filters;
  const hours = hoursOf(filters.period);
  const meaning = meaningOf(search);
  const facts = told(filters, Prisma.empty);
  const all = [
    Prisma.sql`i.account_id = ${account}::uuid`,
    ...(status ? [Prisma.sql`i.status = ${status}`] : []),
    ...(outcome ? [Prisma.sql`i.outcome = ${outcome}`] : []),
    ...(flow ? [Prisma.sql`i.flow_id = ${flow}::uuid`] : []),
    ...(hours ? [Prisma.sql`i.started_at > patchcord_now() - make_interval(hours => ${hours}::int)`] : []),
    ...(from ? [Prisma.sql`i.started_at >= ${from}::timestamptz`] : []),
    ...(to ? [Prisma.sql`i.started_at < ${to}::timestamptz`] : []),
    ...(filters.since ? [Prisma.sql`i.started_at >= ${filters.since}::timestamptz`] : []),
    ...(filters.until ? [Prisma.sql`i.started_at < ${filters.until}::timestamptz`] : []),
    ...(filters.version ? [Prisma.sql`i.flow_version_id = ${filters.version}::uuid`] : []),
    ...(filters.client ? [Prisma.sql`i.client_id = ${filters.client}`] : []),
    ...(filters.result ? [Prisma.sql`i.call_result = ${filters.result}`] : []),
    ...(whole ? [Prisma.sql`${contact} = ${whole} and ${mayBeFound}`] : []),
    ...(meaning ? [searched(meaning)] : []),
    ...(facts.length > 0
      ? [
          Prisma.sql`exists (select from interaction_fact f where f.account_id = i.account_id and f.id = i.id and ${Prisma.join(facts, " and ")})`,
        ]
      : []),
  ];
  return Prisma.join(all, " and ");
}

function searched(meaning: SearchMeaning): Prisma.Sql {
  if (meaning === "nothing") return Prisma.sql`false`;
  if ("id" in meaning) return Prisma.sql`i.id = ${meaning.id}::uuid`;
  const { digits } = meaning;
  return Prisma.sql`(${contact} like ${`+${digits}%`} or ${contact} like ${`%${digits}`}) and ${mayBeFound}`;
}

/** The same on `interaction_fact f`: each filter has an index, and a period its months. A contact that may not be seen is not in there. */
export function whereFact(account: string, filters: InteractionSearch, now: Date): Prisma.Sql {
  const { status, outcome, flow, search, contact: whole, to } = filters;
  const hours = hoursOf(filters.period);
  const since = hours ? new Date(now.getTime() - hours * 3_600_000) : null;
  const meaning = meaningOf(search);
  const first = latest([since, filters.from, filters.since && new Date(filters.since)]);
  const last = filters.until ? new Date(filters.until) : null;
  const within = (id: Prisma.Sql) => idsWithin(id, first, to ?? last ?? now);
  const all = [
    Prisma.sql`f.account_id = ${account}::uuid ${within(Prisma.sql`f.id`)}`,
    ...(status ? [Prisma.sql`f.status = ${status}`] : []),
    ...(outcome ? [Prisma.sql`f.outcome = ${outcome}`] : []),
    ...(flow ? [Prisma.sql`f.flow_id = ${flow}::uuid`] : []),
    ...(since ? [Prisma.sql`f.accepted_at > ${since}::timestamptz`] : []),
    ...(filters.from ? [Prisma.sql`f.accepted_at >= ${filters.from}::timestamptz`] : []),
    ...(to ? [Prisma.sql`f.accepted_at < ${to}::timestamptz`] : []),
    ...(filters.since ? [Prisma.sql`f.accepted_at >= ${filters.since}::timestamptz`] : []),
    ...(filters.until ? [Prisma.sql`f.accepted_at < ${filters.until}::timestamptz`] : []),
    ...(filters.version ? [Prisma.sql`f.flow_version_id = ${filters.version}::uuid`] : []),
    ...(filters.client ? [Prisma.sql`f.client_id = ${filters.client}`] : []),
    ...(filters.result ? [Prisma.sql`f.call_result = ${filters.result}`] : []),
    ...(whole ? [Prisma.sql`f.contact = ${whole}`] : []),
    ...(meaning ? [found(meaning)] : []),
    ...told(filters, within(Prisma.sql`s.interaction_id`)),
  ];
  return Prisma.join(all, " and ");
}

const latest = (moments: (Date | null | undefined | "")[]) =>
  moments
    .filter((one): one is Date => Boolean(one))
    .reduce<Date | null>((last, one) => (last && last > one ? last : one), null);

/**
 * What only the facts of an interaction, `f`, know; in the words of patchcord_fact_counts, so that a figure opens what it counted.
 * `within`: the period's bounds once more for its steps, `s`, which a plan may read before the interactions where those are of two months.
 */
function told(
  { answeredBy, rung, joined, abandoned, error, step, exit }: InteractionSearch,
  within: Prisma.Sql,
): Prisma.Sql[] {
  return [
    ...(answeredBy ? [Prisma.sql`f.answered_by = ${answeredBy}`] : []),
    ...(rung ? [Prisma.sql`f.tries > 0`] : []),
    ...(joined ? [Prisma.sql`f.is_joined`] : []),
    ...(abandoned ? [Prisma.sql`f.answered_at is not null and not f.is_joined and f.outcome = 'contact_hung_up'`] : []),
    ...(error ? [Prisma.sql`f.error_code = ${error}`] : []),
    ...(step
      ? [
          Prisma.sql`exists (select from step_fact s where s.account_id = f.account_id and s.interaction_id = f.id ${within} and s.part = 0
            and s.step = ${step} and coalesce(s.exit, '') = ${exit ?? ""})`,
        ]
      : []),
  ];
}

/** Comparisons that row-level security lets an index answer, as it does not `like`. */
function found(meaning: SearchMeaning): Prisma.Sql {
  if (meaning === "nothing") return Prisma.sql`false`;
  if ("id" in meaning) return Prisma.sql`f.id = ${meaning.id}::uuid`;
  const begin = `+${meaning.digits}`;
  const end = [...meaning.digits].reverse().join("");
  return Prisma.sql`((f.contact >= ${begin} and f.contact < ${`${begin}~`}) or (f.contact_end >= ${end} and f.contact_end < ${`${end}~`}))`;
}
