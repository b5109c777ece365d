import { saveConnection } from "../../salesforce/mutations";
import { connectionInput } from "../../salesforce/schema";
import { admin } from "../kit";

export const save = admin.input(connectionInput).mutation(({ ctx, input }) => saveConnection(ctx.session, input));
