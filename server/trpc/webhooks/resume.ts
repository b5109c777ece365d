import { z } from "zod";
import { resumeEndpoint } from "../../resources/webhooks/endpoints/mutations";
import { admin } from "../kit/procedures";

export const resume = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => resumeEndpoint(ctx.session, input.id));
