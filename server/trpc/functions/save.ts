import { z } from "zod";
import { saveFunction } from "../../resources/functions/mutations";
import { sentDraft } from "../../resources/functions/schema";
import { builder } from "../kit/procedures";

export const save = builder
  .input(sentDraft.extend({ id: z.uuid(), revision: z.number().int() }))
  .mutation(({ ctx, input }) => saveFunction(ctx.session, input));
