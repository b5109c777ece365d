import { z } from "zod";
import { sendTest } from "../../resources/webhooks/deliveries/mutations";
import { admin } from "../kit/procedures";

export const test = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => sendTest(ctx.session, input.id));
