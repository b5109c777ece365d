import { addButton } from "../../flows/buttons/mutations";
import { buttonInput } from "../../flows/buttons/schema";
import { admin } from "../kit/procedures";

export const add = admin.input(buttonInput).mutation(({ ctx, input }) => addButton(ctx.session, input));
