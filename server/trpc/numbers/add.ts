import { addNumber } from "../../numbers/mutations";
import { numberInput } from "../../numbers/schema";
import { admin } from "../kit";

export const add = admin.input(numberInput).mutation(({ ctx, input }) => addNumber(ctx.session, input));
