import { addCarrier } from "../../resources/carriers/mutations";
import { carrierInput } from "../../resources/carriers/schema";
import { carrierKinds } from "../../wiring";
import { admin } from "../kit/procedures";

export const add = admin
  .input(carrierInput)
  .mutation(({ ctx, input }) => addCarrier(ctx.session, carrierKinds(), input));
