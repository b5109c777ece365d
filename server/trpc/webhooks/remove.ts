import { z } from "zod";
import { removeEndpoint } from "../../resources/webhooks/endpoints/mutations";
import { admin } from "../kit/procedures";

export const remove = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => removeEndpoint(ctx.session, input.id));
