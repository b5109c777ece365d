import { z } from "zod";
import { removeMember } from "../../resources/users/mutations";
import { admin } from "../kit/procedures";

export const remove = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => removeMember(ctx.session, input.id));
