import { z } from "zod";
import { stopImport } from "../../resources/do-not-call/imports/mutations";
import { admin } from "../kit/procedures";

export const stopOne = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => stopImport(ctx.session, input.id));
