import { addNumbersNotToCall } from "../../resources/do-not-call/mutations";
import { addInput } from "../../resources/do-not-call/schema";
import { admin } from "../kit/procedures";

/** Adds one number, or several. Those that are none are told with their places. */
export const add = admin
  .input(addInput)
  .mutation(({ ctx, input }) => addNumbersNotToCall(ctx.session, input, "studio"));
