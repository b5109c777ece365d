import { addNumber } from "../../resources/numbers/mutations";
import { numberInput } from "../../resources/numbers/schema";
import { admin } from "../kit/procedures";

export const add = admin.input(numberInput).mutation(({ ctx, input }) => addNumber(ctx.session, input));
