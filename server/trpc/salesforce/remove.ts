import { removeConnection } from "../../resources/salesforce/mutations";
import { admin } from "../kit";

export const remove = admin.mutation(({ ctx }) => removeConnection(ctx.session));
