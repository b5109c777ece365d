import { z } from "zod";
import { pauseEndpoint } from "../../resources/webhooks/endpoints/mutations";
import { admin } from "../kit/procedures";

export const pause = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => pauseEndpoint(ctx.session, input.id));
