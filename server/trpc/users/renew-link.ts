import { z } from "zod";
import { renewLink as renew } from "../../resources/users/mutations";
import { welcomeAddress } from "../../resources/users/welcome-address";
import { admin } from "../kit/procedures";

/** A new one-time link for a member, to come at all or to set a new password; only this answer holds it. */
export const renewLink = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(async ({ ctx, input }) => welcomeAddress(await renew(ctx.session, input.id)));
