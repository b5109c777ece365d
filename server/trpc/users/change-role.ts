import { z } from "zod";
import { changeRole as change } from "../../resources/users/mutations";
import { ROLES } from "../../resources/users/role";
import { admin } from "../kit/procedures";

export const changeRole = admin
  .input(z.object({ id: z.uuid(), role: z.enum(ROLES) }))
  .mutation(({ ctx, input }) => change(ctx.session, input.id, input.role));
