import { z } from "zod";
import { storableText } from "../../platform/storable-text";
import { sendAgain as bringBack } from "../../resources/webhooks/deliveries/mutations";
import { admin } from "../kit/procedures";

const which = z.union([
  z.object({ event: storableText.max(100) }),
  z.object({ from: z.date(), to: z.date(), onlyDead: z.boolean() }),
]);

export const sendAgain = admin
  .input(z.object({ endpoint: z.uuid(), which }))
  .mutation(({ ctx, input: { endpoint, which: chosen } }) => bringBack(ctx.session, endpoint, chosen));
