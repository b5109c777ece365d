import type { JobHelpers, TaskList } from "graphile-worker";
import { z } from "zod";
import { log } from "../platform/log";
import type { AccountId } from "../ports/ids";
import type { Due } from "../ports/store";
import { dial } from "../runtime/due/dial";
import { endCallAtCarrier } from "../runtime/due/end-call";
import { endFailing, MAX_TRIES } from "../runtime/due/end-failing";
import { portCallDue } from "../runtime/due/port-call";
import { runtime } from "../wiring";
import { mayPass } from "./may-pass";

const attemptPayload = z.object({ account: z.uuid(), attempt: z.uuid() });
const dialPayload = attemptPayload.extend({ calls_per_second: z.number().positive().nullish() });
const portCallPayload = z.object({ account: z.uuid(), port_call: z.uuid() });
const endPayload = attemptPayload.extend({ call: z.string().optional() });

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
  update_call: async (payload) => {
    const { account, attempt, call } = endPayload.parse(payload);
    await endCallAtCarrier(runtime(), { account: account as AccountId, attempt, ...(call ? { call } : {}) });
  },
};

async function endAfterTries({ job }: JobHelpers, due: Due, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (mayPass(error) || job.attempts < MAX_TRIES) throw error;
    const { subject, id } = due;
    log.error({ err: error, subject, id }, `a job failed ${MAX_TRIES} times; what it is about is ended`);
    await endFailing(runtime(), due);
  }
}
