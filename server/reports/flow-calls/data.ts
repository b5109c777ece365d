import { Prisma } from "@/prisma/generated/client";
import { flowOf } from "../../flows/data";
import { versionDocument } from "../../flows/versions/data";
import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import type { AccountId } from "../../ports/ids";
import { idsWithin } from "../facts/data";
import { type Spread, spreadOf } from "../overview/spread";
import { countedIn, type Period, periodOf } from "../period/data";
import type { AskedScope } from "../period/schema";

type Tx = Prisma.TransactionClient;

/** How often a step was left by an exit, by their ids; the exit is "" where the flow ended in the step. */
export type ExitTimes = { step: string; exit: string; number: number };
/** How long visits of a step took, in seconds. */
export type StepTime = Spread & { step: string };

/** What the calls of a version did in a period. */
export type FlowCalls = {
  period: Period;
  started: number;
  exits: ExitTimes[];
  times: StepTime[];
  /** Of so many calls the times are known; of all that were started, or of a sample of them. */
  timed: number;
};

/** The times are those of about so many calls at the most, spread over the period as its calls are. */
export const MOST_TIMED = 5000;
/** Visits of one call that its times are taken from: a call in a loop is no more of the sample than any other. */
const MOST_VISITS = 100;

/**
 * How often each exit of a version was taken, from counts, and how long its steps took, from the facts of a sample: what is read grows
 * with the period's half hours and not with its calls. Throws `flow_not_found`, `not_found` for what is no numbered version of the flow,
 * and as `periodOf`.
 */
export function readFlowCalls(
  account: AccountId,
  { flow, version, scope }: { flow: string; version: string; scope: AskedScope },
): Promise<FlowCalls> {
  return withAccount(account, async (tx) => {
    const { number } = await versionDocument(tx, await flowOf(tx, account, flow), version);
    if (number === null) throw new PatchcordError("not_found", "No calls run on a saved copy of a flow.");
    const period = await periodOf(tx, scope);
    const source = { flow, version };
    const exits = await exitsOf(tx, account, source, period);
    const { times, timed } = await timesOf(tx, account, source, period);
    const started = exits.find(({ step }) => step === "")?.number ?? 0;
    return { period, started, exits: exits.filter(({ step }) => step !== ""), times, timed };
  });
}

type Source = { flow: string; version: string };

/** The exits, and as the exit of no step what was started. */
function exitsOf(tx: Tx, account: AccountId, source: Source, period: Period): Promise<ExitTimes[]> {
  return tx.$queryRaw<ExitTimes[]>`
    select split_part(key, chr(31), 1) as step, split_part(key, chr(31), 2) as exit, sum(number)::float as number
    from (${countedIn(account, source, period)}) counted where measure in ('started', 'exit') group by key`;
}

/**
 * Each half hour gives as large a part of its calls as any other, its first ones, so that a busy hour counts for what it is. Each call is
 * found by an index, and its steps by their key. Calls are taken by when their ids were made: one that is off by a clock's error may be missing.
 */
async function timesOf(tx: Tx, account: AccountId, source: Source, period: Period) {
  const rows = await tx.$queryRaw<{ step: string; seconds: number; number: number; timed: number }[]>`
    with started as materialized (
      select half_hour, sum(number)::float as number from (${countedIn(account, source, period)}) counted
      where measure = 'started' group by 1
    ), share as (
      select half_hour, ceil(number * least(1, ${MOST_TIMED}::float / sum(number) over ()))::int as calls from started
    ), sampled as materialized (
      select found.id from share cross join lateral (
        select f.id from interaction_fact f
        where f.account_id = ${account}::uuid and f.flow_id = ${source.flow}::uuid and f.flow_version_id = ${source.version}::uuid
          ${idsWithin(Prisma.sql`f.id`, period.from, period.to)}
          and f.id >= patchcord_first_id(share.half_hour) and f.id < patchcord_first_id(share.half_hour + interval '30 minutes')
        order by f.id limit share.calls) found
    )
    select visit.step, round(visit.seconds::numeric, 1)::float as seconds, count(*)::int as number,
      (select count(*) from sampled)::int as timed
    from sampled cross join lateral (
      select s.step, extract(epoch from s.left_at - s.entered_at) as seconds from step_fact s
      where s.account_id = ${account}::uuid and s.interaction_id = sampled.id
        ${idsWithin(Prisma.sql`s.interaction_id`, period.from, period.to)} and s.part = 0 and s.left_at is not null
      order by s.visit limit ${MOST_VISITS}) visit
    group by 1, 2`;
  const bySteps = Map.groupBy(rows, ({ step }) => step);
  const times = [...bySteps].map(([step, counted]): StepTime => ({ step, ...spreadOf(counted) }));
  return { times, timed: rows[0]?.timed ?? 0 };
}
