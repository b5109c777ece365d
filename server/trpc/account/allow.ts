import { allowDialling } from "../../resources/accounts/mutations";
import { admin } from "../kit/procedures";

export const allow = admin.mutation(({ ctx }) => allowDialling(ctx.session));
