import { z } from "zod";
import { listBacktests } from "../../reports/backtests/data";
import { viewer } from "../kit/procedures";

/** The trials of a flow's drafts that are kept, the latest first. Throws `flow_not_found`. */
export const list = viewer
  .input(z.object({ id: z.uuid() }))
  .query(({ ctx, input }) => listBacktests(ctx.account, input.id));
