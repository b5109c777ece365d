import { z } from "zod";
import { stopBacktest } from "../../reports/backtests/mutations";
import { builder } from "../kit/procedures";

/** Stops a trial of a draft; what it has found stays. Throws `not_found`. */
export const stop = builder
  .input(z.object({ backtest: z.uuid() }))
  .mutation(({ ctx, input }) => stopBacktest(ctx.session, input.backtest));
