import { z } from "zod";
import { readBacktest } from "../../reports/backtests/data";
import { viewer } from "../kit/procedures";

/** A trial of a draft, how far it has got, and what it has found. Throws `not_found`. */
export const get = viewer
  .input(z.object({ backtest: z.uuid() }))
  .query(({ ctx, input }) => readBacktest(ctx.account, input.backtest));
