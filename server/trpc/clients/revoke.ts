import { z } from "zod";
import { revokeClient } from "../../resources/clients/mutations";
import { admin } from "../kit/procedures";

export const revoke = admin
  .input(z.object({ id: z.string().max(80) }))
  .mutation(({ ctx, input }) => revokeClient(ctx.session, input.id));
