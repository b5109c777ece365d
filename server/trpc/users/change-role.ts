import { z } from "zod";
import { ROLES } from "../../auth/role";
import { changeRole as change } from "../../users/mutations";
import { admin } from "../kit";

export const changeRole = admin
  .input(z.object({ id: z.uuid(), role: z.enum(ROLES) }))
  .mutation(({ ctx, input }) => change(ctx.session, input.id, input.role));
