import { removeNumberNotToCall } from "../../resources/do-not-call/mutations";
import { removeInput } from "../../resources/do-not-call/schema";
import { admin } from "../kit/procedures";

export const remove = admin.input(removeInput).mutation(({ ctx, input }) => removeNumberNotToCall(ctx.session, input));
