import type { Outcome } from "@/engine/contract";
import type { CallResult, State, Status } from "@/engine/run/state";
import { Prisma } from "@/prisma/generated/client";
import { databaseNow, withAccount } from "../platform/db";
import type { AccountId } from "../ports/ids";
import type { RingDecision } from "../ports/rings";
import { projectedUpTo } from "../storage/fact-mark";
import { maskNullable, secretForms } from "./mask";
import { contact, whereFact, whereInteraction } from "./search/data";
import type { InteractionSearch } from "./search/filters";
import { startersOf } from "./starters/data";

export type Page = { before?: string | undefined; after?: string | undefined; limit: number };

export type InteractionLine = {
  id: string;
  flowId: string;
  flowName: string;
  flowVersionId: string;
  flowVersion: number;
  contact: string | null;
  status: Status;
  outcome: Outcome | null;
  callResult: CallResult | null;
  startedAt: Date;
  finishedAt: Date | null;
  /** When its call gets a call slot; null where it does not wait for one. */
  slotAt: Date | null;
  /** Until when it waits for the account's rules to allow its call; null where it does not. */
  heldUntil: Date | null;
};

type Tx = Prisma.TransactionClient;
type Line = InteractionLine & { secrets: string[] };

/** One page of interactions, newest first, and whether there are older and newer ones. Pages go by id, since ids are time-ordered. */
export async function listInteractions(account: AccountId, filters: InteractionSearch, page: Page) {
  const { before, after, limit } = page;
  const found = await withAccount(account, async (tx) => {
    const ids = await findIds(tx, account, filters, { ...page, limit: limit + 1 });
    const where = Prisma.sql`i.account_id = ${account}::uuid and i.id = any(${ids}::uuid[])`;
    return linesWhere(tx, where, Prisma.sql`i.id desc`);
  });
  const more = found.length > limit;
  const lines = after ? found.slice(-limit) : found.slice(0, limit);
  return { lines, older: after ? true : more, newer: after ? more : Boolean(before) };
}

/** As many interactions begin within the minute in which they have no facts yet, at the most. */
const YOUNG = 20_000;
/** Interactions that one request looks at where many more have no facts, whether they match or not. */
const LOOKED_AT = 2000;

/**
 * One page of the interactions that match, before the id `before`, and from where the next goes on; null where there is none. A log that is still
 * being projected, after an upgrade, is looked through a bounded piece at a time, and a page may hold few or none.
 */
export async function searchInteractions(
  account: AccountId,
  filters: InteractionSearch,
  { before, limit }: { before: string | null; limit: number },
): Promise<{ lines: InteractionLine[]; next: string | null }> {
  if (await isProjected(account)) {
    const { lines, older } = await listInteractions(account, filters, { limit, ...(before ? { before } : {}) });
    return { lines, next: older ? (lines.at(-1)?.id ?? null) : null };
  }
  const { ids, last } = await matchingInteractions(account, filters, before, LOOKED_AT);
  const shown = ids.slice(0, limit);
  const where = Prisma.sql`i.account_id = ${account}::uuid and i.id = any(${shown}::uuid[])`;
  const lines = await withAccount(account, (tx) => linesWhere(tx, where, Prisma.sql`i.id desc`));
  return { lines, next: ids.length > limit ? (shown.at(-1) ?? null) : last };
}

/** Whether all but the youngest of the account's interactions have their facts. */
function isProjected(account: AccountId): Promise<boolean> {
  return withAccount(account, async (tx) => {
    const mark = await projectedUpTo(tx, account);
    const [above] = await tx.$queryRaw<{ count: number }[]>`
      select count(*)::int as count from (
        select from interaction where account_id = ${account}::uuid and id > ${mark}::uuid limit ${YOUNG}) young`;
    return (above?.count ?? 0) < YOUNG;
  });
}

/** Ids that match: of those that have facts, as an index on these finds them, and of the youngest, which have none yet. */
async function findIds(
  tx: Tx,
  account: AccountId,
  filters: InteractionSearch,
  { before, after, limit }: Page,
): Promise<string[]> {
  const mark = await projectedUpTo(tx, account);
  const keyset = (id: Prisma.Sql) =>
    after
      ? Prisma.sql`and ${id} > ${after}::uuid order by ${id} asc limit ${limit}`
      : before
        ? Prisma.sql`and ${id} < ${before}::uuid order by ${id} desc limit ${limit}`
        : Prisma.sql`order by ${id} desc limit ${limit}`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from (
      (select i.id from interaction i where ${whereInteraction(account, filters)} and i.id > ${mark}::uuid ${keyset(Prisma.sql`i.id`)})
      union all
      (select f.id from interaction_fact f where ${whereFact(account, filters, await databaseNow(tx))} and f.id <= ${mark}::uuid ${keyset(Prisma.sql`f.id`)})
    ) all_found order by id ${after ? Prisma.sql`asc` : Prisma.sql`desc`} limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** Sensitive contacts are masked. */
async function linesWhere(tx: Tx, where: Prisma.Sql, order: Prisma.Sql): Promise<InteractionLine[]> {
  const found = await tx.$queryRaw<Line[]>`
    select i.id, i.flow_id as "flowId", f.name as "flowName", v.id as "flowVersionId", v.number as "flowVersion",
      ${contact} as contact, i.status, i.outcome, i.call_result as "callResult", i.started_at as "startedAt",
      i.finished_at as "finishedAt",
      (select a.dial_at from dial_attempt a where a.account_id = i.account_id and a.interaction_id = i.id
        and a.status = 'intended' and a.dial_at > patchcord_now() + interval '1 second' limit 1) as "slotAt",
      (select a.held_until from dial_attempt a where a.account_id = i.account_id and a.interaction_id = i.id
        and a.status = 'intended' and a.held_until is not null limit 1) as "heldUntil",
      ${sensitiveTexts} as secrets
    from interaction i
    join flow f on f.account_id = i.account_id and f.id = i.flow_id
    join flow_version v on v.account_id = i.account_id and v.id = i.flow_version_id
    where ${where} order by ${order}`;
  return found.map(({ secrets, ...line }) => ({ ...line, contact: maskNullable(line.contact, secretForms(secrets)) }));
}

export type FlowChoice = { id: string; name: string };

export function listFlows(account: AccountId): Promise<FlowChoice[]> {
  return withAccount(account, (tx) =>
    tx.flow.findMany({ where: { accountId: account }, select: { id: true, name: true }, orderBy: { name: "asc" } }),
  );
}

/** One interaction with its flow, version, events, attempts and legs as they are stored; null where the account has none of this id. */
export function readStoredInteraction(account: AccountId, id: string) {
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
    const starter = await startersOf(tx, account, [interaction.clientId]);
    const asked = await tx.buttonRequest.findFirst({ where: own, select: { consent: true } });
    const events = await tx.interactionEvent.findMany({ where: own, orderBy: { seq: "asc" } });
    const attempts = await tx.dialAttempt.findMany({
      where: own,
      orderBy: [{ visit: "asc" }, { id: "asc" }],
      omit: { accountId: true, token: true },
    });
    const refused = await tx.refusedRing.findMany({
      where: own,
      orderBy: { id: "asc" },
      select: { id: true, at: true, party: true, to: true, code: true, message: true, until: true },
    });
    const legs = await tx.leg.findMany({ where: own, orderBy: { turn: "asc" }, omit: { accountId: true } });
    if (!flow || !version) return null;
    return {
      ...{ interaction, flow, version, events, attempts, refused, legs },
      startedBy: starter(interaction.clientId),
      /** What a button's visitor has agreed to; null where no button asked. */
      agreed: (asked?.consent ?? null) as ButtonConsent | null,
      now: await databaseNow(tx),
    };
  });
}
/** The words that a visitor has agreed to, in which language, on which site, and when (ISO 8601). Erased with the person. */
export type ButtonConsent = { text: string; language: string; origin: string; at: string };
export type StoredInteraction = NonNullable<Awaited<ReturnType<typeof readStoredInteraction>>>;

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
  /** Its dials, by the visits of their steps. */
  dials: { visit: number; decision: RingDecision | null; held: boolean }[];
};

/**
 * Which of the next `lookedAt` interactions before the id `before` match, newest first, and the id of the last that was looked at; null
 * where there are no further ones. Filters are asked of these only: otherwise a rare match would take one transaction through them all.
 */
export async function matchingInteractions(
  account: AccountId,
  filters: InteractionSearch,
  before: string | null,
  lookedAt: number,
): Promise<{ ids: string[]; last: string | null }> {
  const keyset = before ? Prisma.sql`and id < ${before}::uuid` : Prisma.empty;
  const found = await withAccount(
    account,
    (tx) => tx.$queryRaw<{ id: string; matches: boolean }[]>`
      with next as materialized (
        select id from interaction where account_id = ${account}::uuid ${keyset} ${byIndex(filters)}
        order by id desc limit ${lookedAt})
      select i.id, coalesce(${whereInteraction(account, filters)}, false) as matches
      from next join interaction i on i.account_id = ${account}::uuid and i.id = next.id
      order by i.id desc`,
  );
  const ids = found.filter(({ matches }) => matches).map(({ id }) => id);
  return { ids, last: found.length < lookedAt ? null : (found.at(-1)?.id ?? null) };
}

/** What of the filters an index answers. Ids are time-ordered by the web processes' clocks, which may be off by a little. */
function byIndex({ flow, from, to }: InteractionSearch): Prisma.Sql {
  const all = [
    ...(flow ? [Prisma.sql`and flow_id = ${flow}::uuid`] : []),
    ...(from ? [Prisma.sql`and id >= patchcord_first_id(${from}::timestamptz - interval '1 hour')`] : []),
    ...(to ? [Prisma.sql`and id < patchcord_first_id(${to}::timestamptz + interval '1 hour')`] : []),
  ];
  return all.length > 0 ? Prisma.join(all, " ") : Prisma.empty;
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
          where e.account_id = i.account_id and e.interaction_id = i.id), '[]') as events,
        coalesce((select jsonb_agg(jsonb_build_object('visit', d.visit, 'decision', d.decision, 'held', d.held_until is not null))
          from dial_attempt d where d.account_id = i.account_id and d.interaction_id = i.id and d.purpose = 'contact'), '[]') as dials
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

/** The values of an interaction's sensitive variables, as texts; `i` is the interaction, `v` its flow version. */
export const sensitiveTexts = Prisma.sql`array(select i.state -> 'variables' ->> d.key from jsonb_each(v.definition -> 'variables') d
  where (d.value ->> 'sensitive')::boolean and i.state -> 'variables' ->> d.key is not null)`;
