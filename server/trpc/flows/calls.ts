import { z } from "zod";
import { readFlowCalls } from "../../reports/flow-calls/data";
import { reportScope } from "../../reports/period/schema";
import { viewer } from "../kit/procedures";

/** What the calls of a version did in a period. Throws `flow_not_found`, `not_found`, and `invalid_request` for a period that is none. */
export const calls = viewer
  .input(z.object({ id: z.uuid(), version: z.uuid(), scope: reportScope }))
  .query(({ ctx, input: { id, version, scope } }) => readFlowCalls(ctx.account, { flow: id, version, scope }));
