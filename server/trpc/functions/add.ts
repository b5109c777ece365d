import { addFunction } from "../../resources/functions/mutations";
import { sentText } from "../../resources/functions/schema";
import { builder } from "../kit/procedures";

export const add = builder.input(sentText).mutation(({ ctx, input }) => addFunction(ctx.session, input));
