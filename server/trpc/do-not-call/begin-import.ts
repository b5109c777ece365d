import { z } from "zod";
import { beginImport } from "../../resources/do-not-call/imports/mutations";
import { admin } from "../kit/procedures";

/** Begins an import of a file, whose lines follow by `importPiece`. */
export const begin = admin
  .input(z.object({ reason: z.string().max(1000) }))
  .mutation(({ ctx, input }) => beginImport(ctx.session, input));
