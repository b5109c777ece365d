import { z } from "zod";
import { removeFlow } from "../../flows/list/mutations";
import { builder } from "../kit/procedures";

/**
 * Deletes a flow; a published one for publishers only, who type its name. Throws `flow_not_found`, `forbidden`, `conflict`
 * while interactions run, `invalid_request` without the name.
 */
export const remove = builder
  .input(z.object({ id: z.uuid(), name: z.string().optional() }))
  .mutation(({ ctx, input }) => removeFlow(ctx.session, input.id, input.name));
