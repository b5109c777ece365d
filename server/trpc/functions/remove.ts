import { z } from "zod";
import { removeFunction } from "../../resources/functions/mutations";
import { builder } from "../kit/procedures";

export const remove = builder
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => removeFunction(ctx.session, input.id));
