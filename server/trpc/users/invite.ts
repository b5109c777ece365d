import { linkUrl } from "../../resources/users/link-url";
import { inviteMember } from "../../resources/users/mutations";
import { inviteInput } from "../../resources/users/schema";
import { admin } from "../kit/procedures";

/** Invites a user and returns the one-time link, which is shown only this once. */
export const invite = admin
  .input(inviteInput)
  .mutation(async ({ ctx, input }) => linkUrl(await inviteMember(ctx.session, input)));
