import type { TaskList } from "graphile-worker";
import { z } from "zod";
import { runtime } from "../main";
import type { AccountId } from "../ports/ids";
import { dial } from "../runtime/dial";
import { endCallNow } from "../runtime/end-call";
import { portCallDue } from "../runtime/port-call";

const dialPayload = z.object({ account: z.uuid(), attempt: z.uuid() });
const portCallPayload = z.object({ account: z.uuid(), port_call: z.uuid() });
const endPayload = dialPayload.extend({ call: z.string().optional() });

/** The dial job; `bound` tells that the call was bound, and with it the job ended. */
export function dialJob(payload: unknown): Promise<{ bound: boolean }> {
  const { account, attempt } = dialPayload.parse(payload);
  return dial(runtime(), account as AccountId, attempt, Math.random);
}

/** Every kind of job. A job may run twice: each handler starts with a compare-and-set on its own row. */
export const tasks: TaskList = {
  dial: async (payload) => {
    await dialJob(payload);
  },
  port_call: async (payload) => {
    const { account, port_call } = portCallPayload.parse(payload);
    await portCallDue(runtime(), account as AccountId, port_call);
  },
  update_call: async (payload) => {
    const { account, attempt, call } = endPayload.parse(payload);
    await endCallNow(runtime(), { account: account as AccountId, attempt, ...(call ? { call } : {}) });
  },
};

export const taskNames = Object.keys(tasks);
