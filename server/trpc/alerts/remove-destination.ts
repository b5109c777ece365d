import { z } from "zod";
import { removeDestination as remove } from "../../resources/alerts/destinations/mutations";
import { admin } from "../kit/procedures";

export const removeDestination = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => remove(ctx.session, input.id));
