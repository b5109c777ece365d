import { addCarrier } from "../../carrier-rows/mutations";
import { carrierInput } from "../../carrier-rows/schema";
import { carrierKinds } from "../../main";
import { admin } from "../kit";

export const add = admin
  .input(carrierInput)
  .mutation(({ ctx, input }) => addCarrier(ctx.session, carrierKinds(), input));
