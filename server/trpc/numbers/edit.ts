import { editNumber } from "../../numbers/mutations";
import { numberInput } from "../../numbers/schema";
import { admin } from "../kit";

export const edit = admin.input(numberInput).mutation(({ ctx, input }) => editNumber(ctx.session, input));
