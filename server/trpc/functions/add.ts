import { addFunction } from "../../functions/mutations";
import { sentText } from "../../functions/schema";
import { builder } from "../kit";

export const add = builder.input(sentText).mutation(({ ctx, input }) => addFunction(ctx.session, input));
