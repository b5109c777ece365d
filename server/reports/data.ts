import type { Outcome } from "@/engine/contract";
import type { CallResult, State, Status } from "@/engine/run/state";
import { Prisma } from "@/prisma/generated/client";
import { databaseNow, withAccount } from "../platform/db";
import type { AccountId } from "../ports/ids";
import { digitsOf, hoursOf, type InteractionFilters } from "./filters";
import { maskNullable, secretForms } from "./mask";

export type Page = { before?: string | undefined; after?: string | undefined; limit: number };

export type InteractionLine = {
  id: string;
  flowId: string;
  flowName: string;
  flowVersion: number;
  contact: string | null;
  status: Status;
  outcome: Outcome | null;
  callResult: CallResult | null;
  startedAt: Date;
  finishedAt: Date | null;
  /** When its call gets a call slot; null where it does not wait for one. */
  slotAt: Date | null;
};

type Line = InteractionLine & { secrets: string[] };

/** One page of interactions, newest first, and whether there are older and newer ones. Pages go by id, since ids are time-ordered. */
export async function listInteractions(account: AccountId, filters: InteractionFilters, page: Page) {
  const { before, after, limit } = page;
  const keyset = after
    ? Prisma.sql`and i.id > ${after}::uuid`
    : before
      ? Prisma.sql`and i.id < ${before}::uuid`
      : Prisma.empty;
  const order = after ? Prisma.sql`asc` : Prisma.sql`desc`;
  const found = await withAccount(
    account,
    (tx) => tx.$queryRaw<Line[]>`
      select i.id, i.flow_id as "flowId", f.name as "flowName", v.number as "flowVersion", ${contact} as contact,
        i.status, i.outcome, i.call_result as "callResult", i.started_at as "startedAt", i.finished_at as "finishedAt",
        (select a.dial_at from dial_attempt a where a.account_id = i.account_id and a.interaction_id = i.id
          and a.status = 'intended' and a.dial_at > patchcord_now() + interval '1 second' limit 1) as "slotAt",
        ${sensitiveTexts} as secrets
      from interaction i
      join flow f on f.account_id = i.account_id and f.id = i.flow_id
      join flow_version v on v.account_id = i.account_id and v.id = i.flow_version_id
      where ${whereInteraction(account, filters)} ${keyset}
      order by i.id ${order} limit ${limit + 1}`,
  );
  const more = found.length > limit;
  const lines = found
    .slice(0, limit)
    .map(({ secrets, ...line }) => ({ ...line, contact: maskNullable(line.contact, secretForms(secrets)) }));
  if (after) lines.reverse();
  return { lines, older: after ? true : more, newer: after ? more : Boolean(before) };
}

export type FlowChoice = { id: string; name: string };

export function listFlows(account: AccountId): Promise<FlowChoice[]> {
  return withAccount(account, (tx) =>
    tx.flow.findMany({ where: { accountId: account }, select: { id: true, name: true }, orderBy: { name: "asc" } }),
  );
}

/** One interaction with its flow, version, events, attempts and legs as they are stored; null where the account has none of this id. */
export function readInteraction(account: AccountId, id: string) {
  return withAccount(account, async (tx) => {
    const own = { accountId: account, interactionId: id };
    const interaction = await tx.interaction.findUnique({
      where: { accountId_id: { accountId: account, id } },
      select: {
        id: true,
        flowId: true,
        flowVersionId: true,
        clientId: true,
        state: true,
        document: true,
        startedAt: true,
        finishedAt: true,
      },
    });
    if (!interaction) return null;
    const { flowId, flowVersionId } = interaction;
    const flow = await tx.flow.findUnique({ where: { accountId_id: { accountId: account, id: flowId } } });
    const version = await tx.flowVersion.findUnique({
      where: { accountId_id: { accountId: account, id: flowVersionId } },
    });
    const events = await tx.interactionEvent.findMany({ where: own, orderBy: { seq: "asc" } });
    const attempts = await tx.dialAttempt.findMany({
      where: own,
      orderBy: [{ visit: "asc" }, { id: "asc" }],
      omit: { accountId: true, token: true },
    });
    const legs = await tx.leg.findMany({ where: own, orderBy: { turn: "asc" }, omit: { accountId: true } });
    if (!flow || !version) return null;
    return { interaction, flow, version, events, attempts, legs, now: await databaseNow(tx) };
  });
}
export type StoredInteraction = NonNullable<Awaited<ReturnType<typeof readInteraction>>>;

export type ExportLine = {
  id: string;
  flowName: string;
  flowVersion: number;
  definition: unknown;
  state: Pick<State, "variables">;
  startedAt: Date;
  finishedAt: Date | null;
  callId: string | null;
  destination: string | null;
  origin: string | null;
  events: unknown[];
};

/**
 * Which of the next `lookedAt` interactions before the id `before` match, newest first, and the id of the last that was looked at; null
 * where there are no further ones. Filters are asked of these only: otherwise a rare match would take one transaction through them all.
 */
export async function matchingInteractions(
  account: AccountId,
  filters: InteractionFilters,
  before: string | null,
  lookedAt: number,
): Promise<{ ids: string[]; last: string | null }> {
  const keyset = before ? Prisma.sql`and id < ${before}::uuid` : Prisma.empty;
  const found = await withAccount(
    account,
    (tx) => tx.$queryRaw<{ id: string; matches: boolean }[]>`
      with next as materialized (
        select id from interaction where account_id = ${account}::uuid ${keyset} order by id desc limit ${lookedAt})
      select i.id, coalesce(${whereInteraction(account, filters)}, false) as matches
      from next join interaction i on i.account_id = ${account}::uuid and i.id = next.id
      order by i.id desc`,
  );
  const ids = found.filter(({ matches }) => matches).map(({ id }) => id);
  return { ids, last: found.length < lookedAt ? null : (found.at(-1)?.id ?? null) };
}

/** The interactions of these ids, newest first, each with its events. */
export function exportInteractions(account: AccountId, ids: readonly string[]): Promise<ExportLine[]> {
  return withAccount(account, async (tx) => {
    type Row = Omit<ExportLine, "flowName" | "flowVersion" | "definition"> & { flowVersionId: string };
    const rows = await tx.$queryRaw<Row[]>`
      select i.id, i.flow_version_id as "flowVersionId", jsonb_build_object('variables', i.state -> 'variables') as state,
        i.started_at as "startedAt", i.finished_at as "finishedAt", a.call_id as "callId", ${contact} as destination,
        coalesce(a.from_number, i.state -> 'call' ->> 'from') as origin,
        coalesce((select jsonb_agg(e.events order by e.seq) from interaction_event e
          where e.account_id = i.account_id and e.interaction_id = i.id), '[]') as events
      from interaction i
      left join lateral (select d.call_id, d.from_number from dial_attempt d
        where d.account_id = i.account_id and d.interaction_id = i.id order by d.visit, d.id limit 1) a on true
      where i.account_id = ${account}::uuid and i.id = any(${ids}::uuid[])
      order by i.id desc`;
    // Once each: hundreds of interactions share a version, whose definition is larger than all that is read of one of them.
    const versions = await tx.$queryRaw<{ id: string; number: number; definition: unknown; flowName: string }[]>`
      select v.id, v.number, v.definition, f.name as "flowName"
      from flow_version v join flow f on f.account_id = v.account_id and f.id = v.flow_id
      where v.account_id = ${account}::uuid and v.id = any(${[...new Set(rows.map((row) => row.flowVersionId))]}::uuid[])`;
    const byId = new Map(versions.map((version) => [version.id, version]));
    return rows.flatMap(({ flowVersionId, ...row }): ExportLine[] => {
      const version = byId.get(flowVersionId);
      if (!version) return [];
      const { number: flowVersion, definition, flowName } = version;
      return [{ ...row, flowVersion, definition, flowName }];
    });
  });
}

/** The filters as SQL on `interaction i`. The condition on the account repeats what row-level security enforces, so that the query can use its index. */
function whereInteraction(account: string, filters: InteractionFilters): Prisma.Sql {
  const { status, outcome, flow, number, period } = filters;
  const hours = hoursOf(period);
  const digits = digitsOf(number);
  const all = [
    Prisma.sql`i.account_id = ${account}::uuid`,
    ...(status ? [Prisma.sql`i.status = ${status}`] : []),
    ...(outcome ? [Prisma.sql`i.outcome = ${outcome}`] : []),
    ...(flow ? [Prisma.sql`i.flow_id = ${flow}::uuid`] : []),
    ...(hours ? [Prisma.sql`i.started_at > patchcord_now() - make_interval(hours => ${hours}::int)`] : []),
    ...(digits ? [Prisma.sql`${contact} like ${`%${digits}%`}`] : []),
  ];
  return Prisma.join(all, " and ");
}

/** The number that the flow called first, else the one that it is about to call. */
const contact = Prisma.sql`coalesce(
  (select a.to_number from dial_attempt a
   where a.account_id = i.account_id and a.interaction_id = i.id order by a.visit, a.id limit 1),
  i.state -> 'call' ->> 'to')`;

/** The values of an interaction's sensitive variables, as texts; `i` is the interaction, `v` its flow version. */
export const sensitiveTexts = Prisma.sql`array(select i.state -> 'variables' ->> d.key from jsonb_each(v.definition -> 'variables') d
  where (d.value ->> 'sensitive')::boolean and i.state -> 'variables' ->> d.key is not null)`;
