import { flowTest } from "@/engine/simulate";
import { Work, WorkError } from "@/engine/work";
import type { Prisma } from "@/prisma/generated/client";
import { flowOf } from "../../flows/data";
import { draftOf } from "../../flows/drafts/data";
import { readSimulatedRules } from "../../flows/tests/data";
import { saveTest } from "../../flows/tests/mutations";
import { withAccount } from "../../platform/db";
import { PatchcordError } from "../../platform/errors";
import { ids } from "../../platform/ids/ids";
import { parseInput } from "../../platform/parse-input";
import { flowWork } from "../../platform/turns";
import type { AccountId } from "../../ports/ids";
import { type Actor, recordAudit } from "../../resources/audit/mutations";
import { wakeWorkers } from "../../storage/queue";
import { periodOf } from "../period/data";
import type { AskedScope } from "../period/schema";
import {
  type BacktestLine,
  backtestKey,
  countOf,
  MOST_TRIED,
  nextPage,
  PAGE,
  readCompared,
  runnable,
  storedBacktest,
  Versions,
} from "./data";
import { type Expected, keptTest } from "./kept-test";
import { type Group, type Tally, type Tried, tallyOf } from "./tally";
import { MOST_WORK, tryDraft } from "./try-draft";

type Tx = Prisma.TransactionClient;

/** Backtests of an account that are under way at a time. */
const MAX_RUNNING = 2;
/** Backtests of a flow that are kept; the earliest goes when one more is asked for. */
const KEPT = 10;
const DAYS_KEPT = 7;

const TOO_MUCH_WORK = "The draft needs more work than a trial may take: look for long loops in its templates.";

/**
 * Has a job try the flow's draft, as it is now, on the recorded interactions of a period. Throws `flow_not_found`, `flow_has_errors`,
 * `invalid_request` as `periodOf` and where the period has no interaction, and `conflict` while as many are under way as may be.
 */
export async function startBacktest(by: Actor, flow: string, scope: AskedScope): Promise<{ id: string }> {
  const { account } = by;
  const id = ids.uuid();
  await withAccount(account, async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${account} || 'backtest', 0))`;
    const running = await tx.backtest.count({ where: { accountId: account, state: "running" } });
    if (running >= MAX_RUNNING)
      throw new PatchcordError(
        "conflict",
        `${MAX_RUNNING} drafts are being tried. Wait until one is done, or stop one.`,
      );
    const row = await flowOf(tx, account, flow);
    const { document } = await draftOf(tx, row);
    runnable(document);
    const { from, to } = await periodOf(tx, scope);
    const total = await countOf(tx, account, { flow, from, to });
    if (total === 0) throw new PatchcordError("invalid_request", "The flow had no call in that period that is over.");
    const now = new Date();
    await removeEarliest(tx, account, flow);
    await tx.backtest.create({
      data: {
        ...{ accountId: account, id, flowId: flow, draft: document as unknown as Prisma.InputJsonValue },
        ...{ startsAt: from, endsAt: to, state: "running", total },
        ...{ requestedAt: now, requestedBy: by.user.email },
        expiresAt: new Date(now.getTime() + DAYS_KEPT * 86_400_000),
      },
    });
    await recordAudit(tx, by, { action: "flow.backtest", subject: row.name, after: { flow, from, to, calls: total } });
    const payload = JSON.stringify({ account, backtest: id });
    await tx.$executeRaw`select patchcord_enqueue('backtest', ${payload}::json, now(), ${`backtest:${id}`})`;
  });
  wakeWorkers();
  return { id };
}

async function removeEarliest(tx: Tx, account: AccountId, flow: string): Promise<void> {
  const kept = await tx.backtest.findMany({
    where: { accountId: account, flowId: flow, state: { not: "running" } },
    orderBy: { id: "desc" },
    skip: KEPT - 1,
    select: { id: true },
  });
  for (const { id } of kept) await deleteBacktest(tx, account, id);
}

async function deleteBacktest(tx: Tx, account: AccountId, id: string): Promise<void> {
  const own = { accountId: account, backtestId: id };
  await tx.backtestDifference.deleteMany({ where: own });
  await tx.backtestGroup.deleteMany({ where: own });
  await tx.backtest.deleteMany({ where: { accountId: account, id } });
}

/** Stops a backtest; what it has found stays. One that is over stays as it is. Throws `not_found`. */
export async function stopBacktest(by: Actor, id: string): Promise<void> {
  await withAccount(by.account, async (tx) => {
    await lock(tx, by.account, id);
    const { state } = await storedBacktest(tx, by.account, id);
    if (state === "running") await end(tx, by.account, id, "stopped", `Stopped by ${by.user.email}.`);
  });
}

/**
 * Keeps an interaction of a backtest as a test of its flow. Throws `not_found`, `invalid_request` for its name, and `conflict` where it cannot be
 * repeated, or the flow has a test of that name.
 */
export async function keepAsTest(
  by: Actor,
  {
    backtest,
    interaction,
    name,
    expected,
  }: { backtest: string; interaction: string; name: string; expected: Expected },
): Promise<{ id: string }> {
  const { flow, draft, version, recorded } = await readCompared(by.account, backtest, interaction);
  const rules = await readSimulatedRules(by.account);
  const kept = { name, expected, version, draft, recording: recorded.recording };
  const test = await flowWork(() => keptTest(kept, rules));
  return saveTest(by, flow, parseInput(flowTest, test));
}

/** The `backtest` job. One that dies goes on after the last page that was written. */
export async function runBacktest(account: AccountId, id: string): Promise<void> {
  const work = new Work(MOST_WORK, TOO_MUCH_WORK);
  const versions = new Versions();
  while (await tryNextPage(account, id, versions, work));
}

/** Says of a backtest whose job has failed for good that it came to no end. */
export async function failBacktest(account: AccountId, id: string): Promise<void> {
  await withAccount(account, async (tx) => {
    await lock(tx, account, id);
    const found = await tx.backtest.findUnique({ where: backtestKey(account, id) });
    if (found?.state === "running")
      await end(tx, account, id, "failed", "It failed on our side. What it found before that is below; try again.");
  });
}

/** True while there is more. */
async function tryNextPage(account: AccountId, id: string, versions: Versions, work: Work): Promise<boolean> {
  const asked = await withAccount(account, async (tx) => {
    const found = await tx.backtest.findUnique({ where: backtestKey(account, id) });
    if (found?.state !== "running") return null;
    const { flowId: flow, startsAt: from, endsAt: to, place, same, other, unknown } = found;
    const limit = Math.min(PAGE, MOST_TRIED - same - other - unknown);
    return { ...found, page: await nextPage(tx, account, { flow, from, to }, { place, limit }, versions) };
  });
  if (!asked) return false;
  const { page, place } = asked;
  if (!page) return finish(account, id, "done", null);
  const draft = runnable(asked.draft);
  const tried: Tried[] = [];
  try {
    for (const { id: interaction, version, recording } of page.recorded) {
      const difference = await flowWork(() => tryDraft(versions.get(version), draft, recording, work));
      tried.push({ interaction, difference });
    }
  } catch (error) {
    if (error instanceof WorkError) return finish(account, id, "stopped", error.message);
    throw error;
  }
  return writePage(account, id, { from: place, to: page.last }, tried);
}

async function finish(account: AccountId, id: string, state: BacktestLine["state"], why: string | null) {
  await withAccount(account, async (tx) => {
    await lock(tx, account, id);
    const found = await tx.backtest.findUnique({ where: backtestKey(account, id) });
    if (found?.state === "running") await end(tx, account, id, state, why);
  });
  return false;
}

const end = (tx: Tx, account: AccountId, id: string, state: BacktestLine["state"], why: string | null) =>
  tx.backtest.update({ where: backtestKey(account, id), data: { state, why, finishedAt: new Date() } });

/** False where it was stopped meanwhile, or another worker has written the page. */
function writePage(
  account: AccountId,
  id: string,
  place: { from: string | null; to: string },
  tried: readonly Tried[],
): Promise<boolean> {
  return withAccount(account, async (tx) => {
    await lock(tx, account, id);
    const found = await tx.backtest.findUnique({ where: backtestKey(account, id) });
    if (found?.state !== "running" || found.place !== place.from) return false;
    const known = await tx.backtestGroup.findMany({ where: { accountId: account, backtestId: id } });
    const tally = tallyOf(
      known.map(({ kind, ...group }): Group => ({ ...group, is: kind as Group["is"] })),
      tried,
    );
    await writeTally(tx, account, id, tally);
    const { same, other, unknown } = tally;
    await tx.backtest.update({
      where: backtestKey(account, id),
      data: {
        place: place.to,
        ...{ same: { increment: same }, other: { increment: other }, unknown: { increment: unknown } },
      },
    });
    return true;
  });
}

async function writeTally(tx: Tx, account: AccountId, id: string, { groups, differences }: Tally): Promise<void> {
  const own = { accountId: account, backtestId: id };
  for (const { nth, key, is: kind, step, message, number } of groups)
    await tx.backtestGroup.upsert({
      where: { accountId_backtestId_nth: { ...own, nth } },
      create: { ...own, nth, key, kind, step, message, number },
      update: { number },
    });
  await tx.backtestDifference.createMany({
    data: differences.map(({ nth, interaction }) => ({ ...own, nth, interactionId: interaction })),
  });
}

/** Locks a backtest against its job and whoever stops it. */
const lock = (tx: Tx, account: AccountId, id: string) =>
  tx.$executeRaw`select 1 from backtest where account_id = ${account}::uuid and id = ${id}::uuid for update`;
