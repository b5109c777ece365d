import { z } from "zod";
import { removePrompt } from "../../resources/prompts/mutations";
import { builder } from "../kit/procedures";

export const remove = builder
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => removePrompt(ctx.session, input.id));
