import { z } from "zod";
import { retryJob } from "../../resources/jobs/mutations";
import { admin } from "../kit/procedures";

export const retry = admin
  .input(z.object({ id: z.string().regex(/^\d{1,18}$/) }))
  .mutation(({ ctx, input }) => retryJob(ctx.session, input.id));
