import { listMembers } from "../../resources/users/data";
import { admin } from "../kit/procedures";

export const list = admin.query(async ({ ctx }) => ({
  members: await listMembers(ctx.account),
  me: ctx.session.user.id,
}));
