import { z } from "zod";
import { removeTest } from "../../flows/tests/mutations";
import { builder } from "../kit/procedures";

/** Deletes a test of a flow. Throws `flow_not_found`, `not_found`. */
export const remove = builder
  .input(z.object({ id: z.uuid(), test: z.uuid() }))
  .mutation(({ ctx, input }) => removeTest(ctx.session, input.id, input.test));
