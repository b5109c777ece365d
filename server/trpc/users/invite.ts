import { linkUrl } from "../../resources/users/link-url";
import { inviteMember } from "../../resources/users/mutations";
import { inviteInput } from "../../resources/users/schema";
import { admin } from "../kit/procedures";

/** Invites somebody; only this answer holds the link. */
export const invite = admin
  .input(inviteInput)
  .mutation(async ({ ctx, input }) => linkUrl(await inviteMember(ctx.session, input)));
