import { z } from "zod";
import { removeButton } from "../../flows/buttons/mutations";
import { admin } from "../kit/procedures";

export const remove = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => removeButton(ctx.session, input.id));
