import type { TaskList } from "graphile-worker";
import { z } from "zod";
import type { AccountId } from "../ports/ids";
import { dial } from "../runtime/due/dial";
import { endCallAtCarrier } from "../runtime/due/end-call";
import { portCallDue } from "../runtime/due/port-call";
import { runtime } from "../wiring";

const dialPayload = z.object({ account: z.uuid(), attempt: z.uuid() });
const portCallPayload = z.object({ account: z.uuid(), port_call: z.uuid() });
const endPayload = dialPayload.extend({ call: z.string().optional() });

/** Every kind of job. A job may run twice, so each handler starts with a compare-and-set on its row. */
export const tasks: TaskList = {
  dial: async (payload) => {
    const { account, attempt } = dialPayload.parse(payload);
    await dial(runtime(), account as AccountId, attempt, Math.random);
  },
  port_call: async (payload) => {
    const { account, port_call } = portCallPayload.parse(payload);
    await portCallDue(runtime(), account as AccountId, port_call);
  },
  update_call: async (payload) => {
    const { account, attempt, call } = endPayload.parse(payload);
    await endCallAtCarrier(runtime(), { account: account as AccountId, attempt, ...(call ? { call } : {}) });
  },
};
