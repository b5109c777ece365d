import { editNumber } from "../../resources/numbers/mutations";
import { numberInput } from "../../resources/numbers/schema";
import { admin } from "../kit/procedures";

export const edit = admin.input(numberInput).mutation(({ ctx, input }) => editNumber(ctx.session, input));
