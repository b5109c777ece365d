import { removeConnection } from "../../resources/salesforce/mutations";
import { admin } from "../kit/procedures";

export const remove = admin.mutation(({ ctx }) => removeConnection(ctx.session));
