import { z } from "zod";
import { editRingGroup } from "../../resources/ring-groups/mutations";
import { ringGroupInput } from "../../resources/ring-groups/schema";
import { admin } from "../kit/procedures";

export const edit = admin
  .input(ringGroupInput.extend({ id: z.uuid() }))
  .mutation(({ ctx, input }) => editRingGroup(ctx.session, input));
