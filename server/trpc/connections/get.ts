import { z } from "zod";
import { readConnection } from "../../resources/connections/data";
import { admin } from "../kit/procedures";

/** One connection with its actions. Throws `not_found`. */
export const get = admin
  .input(z.object({ id: z.uuid() }))
  .query(({ ctx, input }) => readConnection(ctx.account, input.id));
