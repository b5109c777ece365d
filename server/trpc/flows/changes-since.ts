import { z } from "zod";
import { changesSince as read } from "../../flows/drafts/data";
import { viewer } from "../kit/procedures";

/** The changes of a draft since a revision. Throws `flow_not_found`. */
export const changesSince = viewer
  .input(z.object({ id: z.uuid(), revision: z.number().int().min(0) }))
  .query(({ ctx, input }) => read(ctx.account, input.id, input.revision, ctx.session.user.id));
