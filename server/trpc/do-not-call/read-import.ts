import { z } from "zod";
import { readImport } from "../../resources/do-not-call/imports/data";
import { admin } from "../kit/procedures";

/** How far an import is, and its lines that are no numbers. Throws `not_found`. */
export const readOne = admin
  .input(z.object({ id: z.uuid() }))
  .query(({ ctx, input }) => readImport(ctx.account, input.id));
