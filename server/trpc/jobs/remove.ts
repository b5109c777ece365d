import { z } from "zod";
import { removeJob } from "../../resources/jobs/mutations";
import { admin } from "../kit/procedures";

export const remove = admin
  .input(z.object({ id: z.string().regex(/^\d{1,18}$/) }))
  .mutation(({ ctx, input }) => removeJob(ctx.session, input.id));
