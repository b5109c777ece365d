import { z } from "zod";
import { rotateSecret } from "../../resources/webhooks/endpoints/mutations";
import { admin } from "../kit/procedures";

export const rotate = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => rotateSecret(ctx.session, input.id));
