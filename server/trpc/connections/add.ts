import { addConnection } from "../../resources/connections/mutations";
import { connectionInput } from "../../resources/connections/schema";
import { admin } from "../kit/procedures";

export const add = admin.input(connectionInput).mutation(({ ctx, input }) => addConnection(ctx.session, input));
