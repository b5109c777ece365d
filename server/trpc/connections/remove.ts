import { z } from "zod";
import { removeConnection } from "../../resources/connections/mutations";
import { admin } from "../kit/procedures";

export const remove = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => removeConnection(ctx.session, input.id));
