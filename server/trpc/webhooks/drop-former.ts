import { z } from "zod";
import { dropFormerSecret } from "../../resources/webhooks/endpoints/mutations";
import { admin } from "../kit/procedures";

export const dropFormer = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => dropFormerSecret(ctx.session, input.id));
