import type { JobHelpers, TaskList } from "graphile-worker";
import { z } from "zod";
import { log } from "../platform/log";
import { plainWords } from "../platform/logged-error";
import { traced } from "../platform/tracing/trace";
import type { AccountId } from "../ports/ids";
import type { Due } from "../ports/store";
import { failBacktest, runBacktest } from "../reports/backtests/mutations";
import { failExport, writeExport } from "../reports/exports/mutations";
import { giveUpMail, mailRun } from "../reports/runs/mutations";
import { readNextPiece } from "../resources/do-not-call/imports/mutations";
import { dial } from "../runtime/due/dial";
import { cancelReplaced, endCallAtCarrier } from "../runtime/due/end-call";
import { endFailing, MAX_TRIES } from "../runtime/due/end-failing";
import { fetchContact } from "../runtime/due/fetch-contact";
import { portCallDue } from "../runtime/due/port-call";
import { runtime } from "../wiring";
import { erasePerson } from "./erase-person";
import { mayPass } from "./may-pass";

const attemptPayload = z.object({ account: z.uuid(), attempt: z.uuid() });
const dialPayload = attemptPayload.extend({ calls_per_second: z.number().positive().nullish() });
const portCallPayload = z.object({ account: z.uuid(), port_call: z.uuid() });
const importPayload = z.object({ account: z.uuid(), import: z.uuid() });
const exportPayload = z.object({ account: z.uuid(), export: z.uuid() });
const mailPayload = z.object({ account: z.uuid(), run: z.uuid() });
const backtestPayload = z.object({ account: z.uuid(), backtest: z.uuid() });
const erasurePayload = z.object({ account: z.uuid(), erasure: z.uuid() });
const fetchPayload = z.object({ account: z.uuid(), interaction: z.uuid(), visit: z.int(), turn: z.int() });
const endPayload = attemptPayload.extend({ call: z.string().optional() });

/** The queue's pauses between so many tries are nine hours together: a mail server may be away for a night. */
const MAIL_TRIES = 10;

/**
 * Every kind of job. A job may run twice, so each handler starts with a compare-and-set on its row. One that fails is tried
 * again by the queue after growing pauses; a call that cannot be made or a port that cannot be asked is ended in time.
 */
export const tasks: TaskList = {
  dial: async (payload, helpers) => {
    const { account, ...job } = dialPayload.parse(payload);
    const due: Due = { account: account as AccountId, subject: "attempt", id: job.attempt };
    await endAfterTries(helpers, due, () => dial(runtime(), { account: due.account, ...job }, Math.random));
  },
  port_call: async (payload, helpers) => {
    const { account, port_call } = portCallPayload.parse(payload);
    const due: Due = { account: account as AccountId, subject: "port_call", id: port_call };
    await endAfterTries(helpers, due, () => portCallDue(runtime(), due.account, port_call));
  },
  import_numbers: async (payload) => {
    const { account, import: id } = importPayload.parse(payload);
    await inPlainWords(async () => {
      while (await readNextPiece(account as AccountId, id));
    });
  },
  export_report: async (payload, helpers) => {
    const { account, export: id } = exportPayload.parse(payload);
    const of = account as AccountId;
    await failAfterTries(
      helpers,
      () => writeExport(of, id),
      () => failExport(of, id),
    );
  },
  mail_report: async (payload, helpers) => {
    const { account, run } = mailPayload.parse(payload);
    const of = account as AccountId;
    await failAfterTries(
      helpers,
      () => mailRun(of, run),
      () => giveUpMail(of, run),
      MAIL_TRIES,
    );
  },
  backtest: async (payload, helpers) => {
    const { account, backtest: id } = backtestPayload.parse(payload);
    const of = account as AccountId;
    await failAfterTries(
      helpers,
      () => runBacktest(of, id),
      () => failBacktest(of, id),
    );
  },
  erase_person: async (payload) => {
    const { account, erasure } = erasurePayload.parse(payload);
    await inPlainWords(() => erasePerson(account as AccountId, erasure));
  },
  replace_waiting: async (payload) => {
    const { account, attempt } = attemptPayload.parse(payload);
    await inPlainWords(() => cancelReplaced(runtime(), account as AccountId, attempt));
  },
  fetch_contact: async (payload) => {
    const { account, ...of } = fetchPayload.parse(payload);
    await inPlainWords(() => fetchContact(runtime(), { account: account as AccountId, ...of }));
  },
  update_call: async (payload) => {
    const { account, attempt, call } = endPayload.parse(payload);
    const end = { account: account as AccountId, attempt, ...(call ? { call } : {}) };
    await inPlainWords(() => endCallAtCarrier(runtime(), end));
  },
};

async function endAfterTries({ job }: JobHelpers, due: Due, work: () => Promise<void>): Promise<void> {
  try {
    await inPlainWords(() => traced({ kind: "consumer", name: `job: ${due.subject}` }, work));
  } catch (failed) {
    const { cause: error } = failed as Error;
    if (mayPass(error) || job.attempts < MAX_TRIES) throw failed;
    const { subject, id } = due;
    log.error({ err: error, subject, id }, `a job failed ${MAX_TRIES} times; what it is about is ended`);
    await endFailing(runtime(), due);
  }
}

/** What somebody waits for says so once it has failed for good. */
async function failAfterTries(
  { job }: JobHelpers,
  work: () => Promise<void>,
  fail: () => Promise<void>,
  tries = MAX_TRIES,
) {
  try {
    await inPlainWords(work);
  } catch (failed) {
    if (job.attempts >= tries && !mayPass((failed as Error).cause)) await fail();
    throw failed;
  }
}

/** The queue stores what a job's error says, and the account's admins read it: a library's words may quote anybody's data. */
async function inPlainWords(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new Error(plainWords(error), { cause: error });
  }
}
