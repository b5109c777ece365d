import { z } from "zod";
import { editCarrier } from "../../carrier-rows/mutations";
import { carrierInput } from "../../carrier-rows/schema";
import { carrierKinds } from "../../main";
import { admin } from "../kit";

export const edit = admin
  .input(carrierInput.extend({ id: z.uuid(), keepOld: z.boolean() }))
  .mutation(({ ctx, input: { id, ...input } }) => editCarrier(ctx.session, carrierKinds(), id, input));
