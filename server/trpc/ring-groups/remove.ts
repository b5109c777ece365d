import { z } from "zod";
import { removeRingGroup } from "../../resources/ring-groups/mutations";
import { admin } from "../kit/procedures";

export const remove = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => removeRingGroup(ctx.session, input.id));
