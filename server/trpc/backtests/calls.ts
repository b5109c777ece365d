import { z } from "zod";
import { interactionsOf } from "../../reports/backtests/data";
import { viewer } from "../kit/procedures";

/** The interactions of a difference, the latest first, a page at a time. Throws `not_found`. */
export const calls = viewer
  .input(z.object({ backtest: z.uuid(), nth: z.int().positive(), before: z.uuid().nullable() }))
  .query(({ ctx, input: { backtest, nth, before } }) => interactionsOf(ctx.account, backtest, nth, before));
