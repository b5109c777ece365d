import { z } from "zod";
import { bePresent } from "../../flows/presence/mutations";
import { storableText } from "../../platform/storable-text";
import { viewer } from "../kit/procedures";

/**
 * Says that the user has the draft open, at `step` where their window has the focus, and answers with everybody who has. Not in the
 * audit log: nothing of the account is changed. Throws `flow_not_found`.
 */
export const presence = viewer
  .input(z.object({ id: z.uuid(), step: storableText.max(128).nullish() }))
  .mutation(({ ctx, input }) => bePresent(ctx.account, input.id, ctx.session.user, input.step));
