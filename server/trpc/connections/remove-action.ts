import { z } from "zod";
import { removeAction as remove } from "../../resources/connections/mutations";
import { admin } from "../kit/procedures";

export const removeAction = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => remove(ctx.session, input.id));
