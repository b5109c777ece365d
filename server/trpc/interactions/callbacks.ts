import { z } from "zod";
import { listCallbacks } from "../../reports/callbacks/data";
import { viewer } from "../kit/procedures";

const PAGE = 50;

/** One page of the callbacks that wait or run, from page 0 on, in the order in which agents are rung for them. */
export const callbacks = viewer
  .input(z.object({ page: z.number().int().min(0).max(10_000).default(0) }))
  .query(async ({ ctx, input }) => ({ ...(await listCallbacks(ctx.account, { ...input, size: PAGE })), size: PAGE }));
