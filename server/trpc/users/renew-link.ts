import { z } from "zod";
import { linkUrl } from "../../resources/users/link-url";
import { renewLink as renew } from "../../resources/users/mutations";
import { admin } from "../kit/procedures";

/** Makes a new one-time link for a member, by which they set a password. It is shown only this once. */
export const renewLink = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(async ({ ctx, input }) => linkUrl(await renew(ctx.session, input.id)));
