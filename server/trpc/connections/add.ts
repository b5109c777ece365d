import { addConnection } from "../../connections/mutations";
import { connectionInput } from "../../connections/schema";
import { admin } from "../kit";

export const add = admin.input(connectionInput).mutation(({ ctx, input }) => addConnection(ctx.session, input));
