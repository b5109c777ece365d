import { z } from "zod";
import { renamePrompt } from "../../resources/prompts/mutations";
import { builder } from "../kit/procedures";

export const rename = builder
  .input(z.object({ id: z.uuid(), name: z.string().max(400), description: z.string().max(2000) }))
  .mutation(({ ctx, input }) => renamePrompt(ctx.session, input));
