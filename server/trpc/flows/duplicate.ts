import { z } from "zod";
import { duplicateFlow } from "../../flows/list/mutations";
import { builder } from "../kit/procedures";

/** Copies a flow's draft into a new flow. Throws `flow_not_found`. */
export const duplicate = builder
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => duplicateFlow(ctx.session, input.id));
