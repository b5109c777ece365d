import { z } from "zod";
import { addAction as add } from "../../resources/connections/mutations";
import { admin } from "../kit/procedures";

export const addAction = admin
  .input(z.object({ connection: z.uuid(), values: z.record(z.string(), z.unknown()) }))
  .mutation(({ ctx, input }) => add(ctx.session, input.connection, input.values));
