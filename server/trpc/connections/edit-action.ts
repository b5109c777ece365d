import { z } from "zod";
import { editAction as edit } from "../../resources/connections/mutations";
import { admin } from "../kit/procedures";

export const editAction = admin
  .input(z.object({ id: z.uuid(), values: z.record(z.string(), z.unknown()) }))
  .mutation(({ ctx, input }) => edit(ctx.session, input.id, input.values));
