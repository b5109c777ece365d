import { z } from "zod";
import { linkUrl } from "../../resources/users/link-url";
import { renewLink as renew } from "../../resources/users/mutations";
import { admin } from "../kit/procedures";

/** A new one-time link for a member, to come at all or to set a new password; only this answer holds it. */
export const renewLink = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(async ({ ctx, input }) => linkUrl(await renew(ctx.session, input.id)));
