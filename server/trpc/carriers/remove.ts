import { z } from "zod";
import { removeCarrier } from "../../resources/carriers/mutations";
import { admin } from "../kit/procedures";

export const remove = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => removeCarrier(ctx.session, input.id));
