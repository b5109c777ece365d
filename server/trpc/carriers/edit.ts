import { z } from "zod";
import { editCarrier } from "../../resources/carriers/mutations";
import { carrierInput } from "../../resources/carriers/schema";
import { carrierKinds } from "../../wiring";
import { admin } from "../kit/procedures";

export const edit = admin
  .input(carrierInput.extend({ id: z.uuid(), keepOld: z.boolean() }))
  .mutation(({ ctx, input: { id, ...input } }) => editCarrier(ctx.session, carrierKinds(), id, input));
