import { z } from "zod";
import { listCallbacks } from "../../reports/callbacks/data";
import { PAGE_SIZE, pageNumber } from "../kit/page";
import { viewer } from "../kit/procedures";

/** One page of the callbacks that wait or run, from page 0 on, in the order in which agents are rung for them. */
export const callbacks = viewer.input(z.object({ page: pageNumber })).query(async ({ ctx, input }) => ({
  ...(await listCallbacks(ctx.account, { ...input, size: PAGE_SIZE })),
  size: PAGE_SIZE,
}));
