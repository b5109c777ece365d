import { z } from "zod";
import { runImport } from "../../resources/do-not-call/imports/mutations";
import { admin } from "../kit/procedures";

export const runOne = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => runImport(ctx.account, input.id));
