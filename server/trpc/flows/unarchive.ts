import { z } from "zod";
import { archiveFlow } from "../../flows/list/mutations";
import { builder } from "../kit/procedures";

/** Brings an archived flow back, published as it was. Throws `flow_not_found`, `forbidden` (published: publishers only). */
export const unarchive = builder
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => archiveFlow(ctx.session, input.id, false));
