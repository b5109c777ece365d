import { z } from "zod";
import { openDraft } from "../../flows/drafts/data";
import { viewer } from "../kit/procedures";

/** Everything that the editor loads when it opens: the draft, and what this user can undo. Throws `flow_not_found`. */
export const draft = viewer
  .input(z.object({ id: z.uuid() }))
  .query(({ ctx, input }) => openDraft(ctx.account, input.id, ctx.session.user));
