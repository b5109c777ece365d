import { z } from "zod";
import { removeNumber } from "../../resources/numbers/mutations";
import { admin } from "../kit/procedures";

export const remove = admin
  .input(z.object({ e164: z.string().max(40) }))
  .mutation(({ ctx, input }) => removeNumber(ctx.session, input.e164));
