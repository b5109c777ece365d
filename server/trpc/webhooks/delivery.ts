import { z } from "zod";
import { storableText } from "../../platform/storable-text";
import { readDelivery } from "../../resources/webhooks/deliveries/data";
import { admin } from "../kit/procedures";

const input = z.object({ endpoint: z.uuid(), event: storableText.max(100) });

/** What one delivery sends, with its tries; null where there is none. */
export const delivery = admin
  .input(input)
  .query(({ ctx, input: { endpoint, event } }) => readDelivery(ctx.account, endpoint, event));
