import { z } from "zod";
import { switchButton } from "../../flows/buttons/mutations";
import { admin } from "../kit/procedures";

export const switchOnOrOff = admin
  .input(z.object({ id: z.uuid(), enabled: z.boolean() }))
  .mutation(({ ctx, input }) => switchButton(ctx.session, input));
