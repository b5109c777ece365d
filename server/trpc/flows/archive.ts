import { z } from "zod";
import { archiveFlow } from "../../flows/list/mutations";
import { builder } from "../kit/procedures";

/** Archives a flow: it starts nothing until it is unarchived. Throws `flow_not_found`, `forbidden` (published: publishers only). */
export const archive = builder
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => archiveFlow(ctx.session, input.id, true));
