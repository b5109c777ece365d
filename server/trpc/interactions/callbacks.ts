import { z } from "zod";
import { listCallbacks } from "../../reports/callbacks/data";
import { PAGE_SIZE, pageNumber } from "../kit/page";
import { viewer } from "../kit/procedures";

/** One page, from page 0 on, of the callbacks that wait or run, in the order in which agents are rung for them, or of those that are over. */
export const callbacks = viewer
  .input(z.object({ page: pageNumber, over: z.boolean().default(false) }))
  .query(async ({ ctx, input }) => ({
    ...(await listCallbacks(ctx.account, { ...input, size: PAGE_SIZE })),
    size: PAGE_SIZE,
  }));
