import { z } from "zod";
import { startBacktest } from "../../reports/backtests/mutations";
import { reportScope } from "../../reports/period/schema";
import { builder } from "../kit/procedures";

/** Tries the flow's draft on the calls of a period. Throws `flow_not_found`, `flow_has_errors`, `invalid_request`, and `conflict` while others are tried. */
export const start = builder
  .input(z.object({ id: z.uuid(), scope: reportScope.pick({ period: true, from: true, to: true, zone: true }) }))
  .mutation(({ ctx, input }) => startBacktest(ctx.session, input.id, input.scope));
