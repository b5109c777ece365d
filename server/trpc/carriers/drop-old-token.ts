import { z } from "zod";
import { dropOldToken as drop } from "../../resources/carriers/mutations";
import { admin } from "../kit/procedures";

export const dropOldToken = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => drop(ctx.session, input.id));
