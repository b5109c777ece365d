import { z } from "zod";
import { discardDraft } from "../../flows/drafts/mutations";
import { builder } from "../kit/procedures";

/** Replaces the draft by the published version. Throws `flow_not_found`, `conflict` where there is none. */
export const discard = builder
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => discardDraft(ctx.session, input.id));
