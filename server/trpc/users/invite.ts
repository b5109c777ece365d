import { inviteMember } from "../../users/mutations";
import { inviteInput } from "../../users/schema";
import { welcomeAddress } from "../../users/welcome-address";
import { admin } from "../kit";

/** Invites somebody; only this answer holds the link. */
export const invite = admin
  .input(inviteInput)
  .mutation(async ({ ctx, input }) => welcomeAddress(await inviteMember(ctx.session, input)));
