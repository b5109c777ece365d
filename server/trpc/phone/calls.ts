import { z } from "zod";
import { interactionsOfCalls, MAX_CALLS } from "../../resources/test-phones/data";
import { viewer } from "../kit/procedures";

/** The interactions that made these calls of the last day, by the carrier's ids of the calls. */
export const calls = viewer
  .input(z.object({ calls: z.array(z.string().max(64)).max(MAX_CALLS) }))
  .query(({ ctx, input }) => interactionsOfCalls(ctx.account, input.calls));
