import { z } from "zod";
import { compareInteraction } from "../../reports/backtests/data";
import { viewer } from "../kit/procedures";

/** An interaction's recorded way and the one that the draft takes with it. Throws `not_found`. */
export const compare = viewer
  .input(z.object({ backtest: z.uuid(), interaction: z.uuid() }))
  .query(({ ctx, input }) => compareInteraction(ctx.account, input.backtest, input.interaction));
