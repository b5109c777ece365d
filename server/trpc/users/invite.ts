import { inviteMember } from "../../resources/users/mutations";
import { inviteInput } from "../../resources/users/schema";
import { welcomeAddress } from "../../resources/users/welcome-address";
import { admin } from "../kit/procedures";

/** Invites somebody; only this answer holds the link. */
export const invite = admin
  .input(inviteInput)
  .mutation(async ({ ctx, input }) => welcomeAddress(await inviteMember(ctx.session, input)));
