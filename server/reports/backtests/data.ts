import pg from "pg";
import { registry } from "@/components/flow/registry";
import { backtest, type Difference, type Recording, type Verdict, whyText } from "@/engine/backtest";
import { type FlowDefinition, parseDefinition } from "@/engine/definition/schema";
import { writeDefinition } from "@/engine/definition/write";
import type { Draft } from "@/engine/edit/draft";
import { Prisma } from "@/prisma/generated/client";
import { flowOf } from "../../flows/data";
import { asDraft, draftOf } from "../../flows/drafts/data";
import { withAccount } from "../../platform/db";
import { env } from "../../platform/env";
import { PatchcordError } from "../../platform/errors";
import { flowWork } from "../../platform/turns";
import type { AccountId } from "../../ports/ids";
import { idsWithin } from "../facts/data";
import type { Period } from "../period/data";
import { draftFor } from "./try-draft";

type Tx = Prisma.TransactionClient;

export const backtestKey = (account: AccountId, id: string) => ({ accountId_id: { accountId: account, id } });

/** The interactions of a flow that a backtest is about: those that are over, but for drafts at the test phones. */
export type Scope = { flow: string } & Pick<Period, "from" | "to">;

/** Interactions that one backtest tries at the most, the latest of its period. */
export const MOST_TRIED = 20_000;

/** How many interactions there are to try, at most MOST_TRIED. */
export async function countOf(tx: Tx, account: AccountId, scope: Scope): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (select ${whereTried(account, scope)} limit ${MOST_TRIED}) tried`;
  return row?.count ?? 0;
}

/** The next interactions, from the latest to the earliest, after `place`. */
async function nextIds(
  tx: Tx,
  account: AccountId,
  scope: Scope,
  { place, limit }: { place: string | null; limit: number },
): Promise<string[]> {
  const after = place ? Prisma.sql`and f.id < ${place}::uuid` : Prisma.empty;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select f.id ${whereTried(account, scope)} ${after} order by f.id desc limit ${limit}`;
  return rows.map(({ id }) => id);
}

const whereTried = (account: AccountId, { flow, from, to }: Scope) => Prisma.sql`
  from interaction_fact f join flow_version v on v.account_id = ${account}::uuid and v.id = f.flow_version_id
  where f.account_id = ${account}::uuid and f.flow_id = ${flow}::uuid ${idsWithin(Prisma.sql`f.id`, from, to)}
    and f.accepted_at >= ${from}::timestamptz and f.accepted_at < ${to}::timestamptz
    and f.status <> 'running' and v.status <> 'trial'`;

type Recorded = { id: string; version: string; startedAt: Date; recording: Recording };
type Row = {
  id: string;
  version: string;
  startedAt: Date;
  rows: Recording["rows"] | null;
  rang: { visit: number; seconds: number }[] | null;
  answered: { turn: number; at: string }[] | null;
};

/** The recordings of interactions, in the order of their ids as given. */
export async function recordingsOf(tx: Tx, account: AccountId, ids: readonly string[]): Promise<Recorded[]> {
  const found = await tx.$queryRaw<Row[]>`
    select i.id, i.flow_version_id as version, i.started_at as "startedAt",
      (select jsonb_agg(jsonb_build_object('resume', e.resume, 'events', e.events) order by e.seq) from interaction_event e
        where e.account_id = ${account}::uuid and e.interaction_id = i.id) as rows,
      (select jsonb_agg(jsonb_build_object('visit', a.visit, 'seconds',
          extract(epoch from coalesce(a.answered_at, a.ended_at) - coalesce(a.ringing_at, a.submitted_at))) order by a.id)
        from dial_attempt a where a.account_id = ${account}::uuid and a.interaction_id = i.id and a.purpose = 'contact'
          and coalesce(a.answered_at, a.ended_at) >= coalesce(a.ringing_at, a.submitted_at)) as rang,
      (select jsonb_agg(jsonb_build_object('turn', l.turn, 'at', l.answered_at)) from leg l
        where l.account_id = ${account}::uuid and l.interaction_id = i.id and l.answered_at is not null) as answered
    from interaction i where i.account_id = ${account}::uuid and i.id = any (${ids as string[]}::uuid[])`;
  const byId = new Map(found.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [recordedOf(row)] : [];
  });
}

const recordedOf = ({ id, version, startedAt, rows, rang, answered }: Row): Recorded => ({
  ...{ id, version, startedAt },
  recording: {
    rows: rows ?? [],
    rang: new Map(rang?.map(({ visit, seconds }) => [visit, Number(seconds)])),
    agentAnswered: new Map(answered?.map(({ turn, at }) => [turn, at])),
  },
});

/** Versions' definitions by id, each read once. A version that is gone, or cannot be read any more, is null. */
export class Versions {
  readonly #known = new Map<string, FlowDefinition | null>();

  async of(tx: Tx, account: AccountId, ids: readonly string[]): Promise<void> {
    const lacking = [...new Set(ids)].filter((id) => !this.#known.has(id));
    if (lacking.length === 0) return;
    const rows = await tx.flowVersion.findMany({
      where: { accountId: account, id: { in: lacking } },
      select: { id: true, definition: true },
    });
    for (const id of lacking) this.#known.set(id, null);
    for (const { id, definition } of rows) {
      const parsed = parseDefinition(registry, definition);
      this.#known.set(id, parsed.ok ? parsed.definition : null);
    }
  }

  get(id: string): FlowDefinition | null {
    return this.#known.get(id) ?? null;
  }
}

/** Interactions of one page, which is read in one short transaction. */
export const PAGE = 200;

/** The next page of recordings after `place`, and its last id; null where there are no more. */
export async function nextPage(
  tx: Tx,
  account: AccountId,
  scope: Scope,
  { place, limit }: { place: string | null; limit: number },
  versions: Versions,
): Promise<{ last: string; recorded: Recorded[] } | null> {
  const ids = limit > 0 ? await nextIds(tx, account, scope, { place, limit }) : [];
  const last = ids.at(-1);
  if (last === undefined) return null;
  const recorded = await recordingsOf(tx, account, ids);
  const ran = recorded.map(({ version }) => version);
  await versions.of(tx, account, ran);
  return { last, recorded };
}

/** Every recording of the scope, the latest first, at most `most`; a page at a time, each in a transaction of its own. */
export async function* allRecordings(
  account: AccountId,
  scope: Scope,
  most: number,
  versions: Versions,
): AsyncGenerator<Recorded, void, undefined> {
  let place: string | null = null;
  for (let left = most; left > 0; left -= PAGE) {
    const at: { place: string | null; limit: number } = { place, limit: Math.min(PAGE, left) };
    const page = await withAccount(account, (tx) => nextPage(tx, account, scope, at, versions));
    if (!page) return;
    yield* page.recorded;
    place = page.last;
  }
}

/** The account and name of a flow; null: there is none of this id. Connects as the database's owner, since the operator's command has no account. */
export async function flowOfAnyAccount(flow: string): Promise<{ account: AccountId; name: string } | null> {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL ?? env().DATABASE_URL });
  await owner.connect();
  try {
    const { rows } = await owner.query("select account_id as account, name from flow where id::text = $1", [flow]);
    return rows[0] ?? null;
  } finally {
    await owner.end();
  }
}

/** A flow's draft as it is now. Throws `flow_not_found`. */
export function readDraftOf(account: AccountId, flow: string): Promise<Draft> {
  return withAccount(account, async (tx) => (await draftOf(tx, await flowOf(tx, account, flow))).document);
}

/** A draft as it can run. Throws `flow_has_errors`. */
export function runnable(document: unknown): FlowDefinition {
  const parsed = parseDefinition(registry, document);
  if (parsed.ok) return parsed.definition;
  const [first] = parsed.errors;
  const fault = first ? `${first.path} ${first.message}` : "it has problems";
  throw new PatchcordError("flow_has_errors", `The draft cannot run yet: ${fault}. Put that right, then try it.`);
}

/** A backtest as the studio shows it. */
export type BacktestLine = {
  id: string;
  startsAt: Date;
  endsAt: Date;
  state: "running" | "done" | "stopped" | "failed";
  requestedAt: Date;
  requestedBy: string;
  total: number;
  same: number;
  other: number;
  unknown: number;
  why: string | null;
  finishedAt: Date | null;
};

export type BacktestGroup = {
  nth: number;
  kind: Difference["is"];
  step: string | null;
  message: string;
  number: number;
};

const SHOWN = 10;
const HIDDEN = { accountId: true, flowId: true, draft: true, place: true, expiresAt: true } as const;

/** The flow's backtests that are kept, the latest first. Throws `flow_not_found`. */
export async function listBacktests(account: AccountId, flow: string): Promise<BacktestLine[]> {
  const rows = await withAccount(account, async (tx) => {
    await flowOf(tx, account, flow);
    return tx.backtest.findMany({
      where: { accountId: account, flowId: flow },
      orderBy: { id: "desc" },
      take: SHOWN,
      omit: HIDDEN,
    });
  });
  return rows as BacktestLine[];
}

/** A backtest with its differences, the most frequent first. Throws `not_found`. */
export function readBacktest(account: AccountId, id: string) {
  return withAccount(account, async (tx) => {
    const { draft: _, flowId: __, place: ___, expiresAt: ____, ...line } = await storedBacktest(tx, account, id);
    const groups = await tx.backtestGroup.findMany({
      where: { accountId: account, backtestId: id },
      orderBy: [{ number: "desc" }, { nth: "asc" }],
      omit: { accountId: true, backtestId: true, key: true },
    });
    return { ...(line as BacktestLine), groups: groups as BacktestGroup[] };
  });
}

export async function storedBacktest(tx: Tx, account: AccountId, id: string) {
  const found = await tx.backtest.findUnique({ where: backtestKey(account, id), omit: { accountId: true } });
  if (!found) throw new PatchcordError("not_found", "There is no such trial of the draft. It may have been removed.");
  return found;
}

const LISTED = 50;

/** The interactions of a difference, the latest first, before the id `before`, and whether there are more. Those that were deleted since are left out. Throws `not_found`. */
export function interactionsOf(account: AccountId, id: string, nth: number, before: string | null) {
  return withAccount(account, async (tx) => {
    await storedBacktest(tx, account, id);
    const after = before ? Prisma.sql`and d.interaction_id < ${before}::uuid` : Prisma.empty;
    const rows = await tx.$queryRaw<{ id: string; startedAt: Date; version: number }[]>`
      select d.interaction_id as id, i.started_at as "startedAt", v.number as version from backtest_difference d
      join interaction i on i.account_id = ${account}::uuid and i.id = d.interaction_id
      join flow_version v on v.account_id = ${account}::uuid and v.id = i.flow_version_id
      where d.account_id = ${account}::uuid and d.backtest_id = ${id}::uuid and d.nth = ${nth} ${after}
      order by d.interaction_id desc limit ${LISTED + 1}`;
    return { rows: rows.slice(0, LISTED), more: rows.length > LISTED };
  });
}

/** One interaction and what the backtest's draft makes of it, worked out anew; both ways with their flows. Throws `not_found`. */
export async function compareInteraction(account: AccountId, id: string, interaction: string) {
  const { draft, version, recorded } = await readCompared(account, id, interaction);
  const made = draftFor(version, draft);
  const flow = made.ok ? made.flow : draft;
  const verdict: Verdict = await flowWork(() => backtest(registry, version, flow, recorded.recording));
  return {
    recorded: { visits: verdict.recorded, document: asDraft(writeDefinition(version)) },
    drafted: { visits: verdict.drafted, document: asDraft(writeDefinition(flow)) },
    /** The first visit that is not the same in both, from 0; null where all are. */
    at: verdict.is === "same" ? null : verdict.at,
    /** Why the draft's way ends before its end; null where it comes to it. */
    stopped: verdict.stopped && whyText(verdict.stopped),
  };
}

export function readCompared(account: AccountId, id: string, interaction: string) {
  return withAccount(account, async (tx) => {
    const stored = await storedBacktest(tx, account, id);
    const [recorded] = await recordingsOf(tx, account, [interaction]);
    const versions = new Versions();
    if (recorded) await versions.of(tx, account, [recorded.version]);
    const version = recorded && versions.get(recorded.version);
    if (!recorded || !version)
      throw new PatchcordError("not_found", "This call is not kept any more, or its version cannot be read.");
    return { flow: stored.flowId, draft: runnable(stored.draft), version, recorded };
  });
}
