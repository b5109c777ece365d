import { saveConnection } from "../../resources/salesforce/mutations";
import { connectionInput } from "../../resources/salesforce/schema";
import { admin } from "../kit/procedures";

export const save = admin.input(connectionInput).mutation(({ ctx, input }) => saveConnection(ctx.session, input));
