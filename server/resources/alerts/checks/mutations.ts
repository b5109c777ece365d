import type { Prisma } from "@/prisma/generated/client";
import { isDatabaseUnavailable } from "../../../platform/database-unavailable";
import { databaseNow, withAccount } from "../../../platform/db";
import { ids } from "../../../platform/ids/ids";
import { log } from "../../../platform/log";
import type { Http } from "../../../ports/http";
import type { AccountId } from "../../../ports/ids";
import { messageOf } from "../message";
import { tellOf } from "../notices/mutations";
import { type Told, tell } from "../notices/tell";
import { type Checker, openAlerts, readReadings, takeTurn, watchedRules } from "./data";
import { type Judged, judge, type RuleReading } from "./judge";

type Tx = Prisma.TransactionClient;

/** Whom to tell that the database is away, since it cannot be asked then. */
export type OnAbsence = {
  account: AccountId;
  afterSeconds: number;
  timeZone: string;
  destinations: Told[];
  isTold: boolean;
};

/**
 * Checks every account's alerts, where it is this worker's turn: opens and ends them, and has destinations told. An account whose check
 * fails is logged and holds up no other. Returns whom to tell if the database goes away; null where another worker checks. `absence`:
 * what the check before returned.
 */
export async function checkAlerts(checker: Checker, absence: readonly OnAbsence[] = []): Promise<OnAbsence[] | null> {
  const turn = await takeTurn(checker);
  if (!turn) return null;
  const next: OnAbsence[] = [];
  for (const account of turn.accounts) {
    const isTold = absence.some((one) => one.account === account && one.isTold);
    try {
      next.push(...(await checkAccount(account, turn.gapSeconds, isTold)));
    } catch (error) {
      // Then no account can be checked, and what the check before returned says whom to tell.
      if (isDatabaseUnavailable(error)) throw error;
      log.warn({ err: error, account }, "an account's alerts could not be checked; it is tried again");
    }
  }
  return next;
}

/** Tells those directly who have waited long enough for the database to come back. It remembers whom: each is told once. */
export async function tellOfAbsence(http: Http, absence: readonly OnAbsence[], seconds: number): Promise<void> {
  for (const one of absence) {
    if (one.isTold || seconds < one.afterSeconds) continue;
    one.isTold = true;
    const openedAt = new Date(Date.now() - seconds * 1000);
    const found = {
      subject: "",
      name: "",
      value: seconds,
      usual: null,
      threshold: one.afterSeconds,
      windowMinutes: null,
    };
    const message = messageOf({ rule: "database_away", ...found, openedAt, endedAt: null }, one.timeZone);
    const faults = await Promise.all(
      one.destinations.map((destination) => tell(http, one.account, destination, ids.uuid(), message)),
    );
    if (faults.some((fault) => fault !== null))
      log.warn({ account: one.account, faults }, "not everybody could be told that the database is away");
  }
}

async function checkAccount(
  account: AccountId,
  gapSeconds: number | null,
  isAbsenceTold: boolean,
): Promise<OnAbsence[]> {
  const { watched, now, timeZone, destinations } = await withAccount(account, async (tx) => {
    const at = await databaseNow(tx);
    const zone = await tx.account.findUniqueOrThrow({ where: { id: account }, select: { timeZone: true } });
    const all = await tx.alertDestination.findMany({ where: { accountId: account } });
    return { watched: await watchedRules(tx, account, at), now: at, timeZone: zone.timeZone, destinations: all };
  });
  const gap: RuleReading = {
    rule: "database_away",
    subject: "",
    name: "",
    value: gapSeconds ?? 0,
    usual: null,
    calls: null,
  };
  const readings = [...(await readReadings(account, watched)), gap];
  await withAccount(account, async (tx) => {
    const judged = judge(watched, readings, await openAlerts(tx, account), now);
    await write(tx, account, judged, now, isAbsenceTold);
  });
  const absence = watched.find(({ rule, isMuted }) => rule === "database_away" && !isMuted);
  return absence ? [{ account, afterSeconds: absence.threshold, timeZone, destinations, isTold: false }] : [];
}

async function write(tx: Tx, account: AccountId, judged: Judged, now: Date, isAbsenceTold: boolean): Promise<void> {
  for (const { reading, watched } of judged.fired) {
    const { rule, subject, name, value, usual } = reading;
    const { threshold, windowMinutes, isMuted } = watched;
    const id = ids.uuid();
    const { count } = await tx.alert.createMany({
      data: {
        ...{ accountId: account, id, rule, subject, name, value, usual, threshold, windowMinutes },
        ...{ openedAt: openedAt(reading, now), heldAt: now },
      },
      // Another worker has found it, whose turn is over only by the clock.
      skipDuplicates: true,
    });
    if (count === 1 && !isMuted) await tellFired(tx, account, id, now, rule === "database_away" && isAbsenceTold);
  }
  for (const { id, reading } of judged.held) {
    const { value, usual, name } = reading;
    await tx.alert.update({ where: keyOf(account, id), data: { heldAt: now, value, usual, name } });
  }
  for (const id of judged.tell) await tellFired(tx, account, id, now, false);
  await endAlerts(tx, account, judged.ended, now);
}

/** What was away was so before it is found. */
const openedAt = ({ rule, value }: RuleReading, now: Date) =>
  rule === "database_away" ? new Date(now.getTime() - value * 1000) : now;

async function tellFired(tx: Tx, account: AccountId, id: string, now: Date, isTold: boolean): Promise<void> {
  const alert = await tx.alert.update({ where: keyOf(account, id), data: { toldAt: now } });
  if (!isTold) await tellOf(tx, account, alert, now);
}

/** Ends alerts; whoever was told that they fired is told. */
export async function endAlerts(tx: Tx, account: AccountId, alerts: readonly string[], now: Date): Promise<void> {
  for (const id of alerts) {
    const { count } = await tx.alert.updateMany({
      where: { accountId: account, id, endedAt: null },
      data: { endedAt: now },
    });
    if (count === 0) continue;
    const alert = await tx.alert.findUniqueOrThrow({ where: keyOf(account, id) });
    if (alert.toldAt !== null) await tellOf(tx, account, alert, now);
  }
}

const keyOf = (account: AccountId, id: string) => ({ accountId_id: { accountId: account, id } });
