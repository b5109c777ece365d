import { z } from "zod";
import { listDeliveries } from "../../resources/webhooks/deliveries/data";
import { PAGE_SIZE, pageNumber } from "../kit/page";
import { admin } from "../kit/procedures";

const input = z.object({
  endpoint: z.uuid(),
  state: z.enum(["waiting", "delivered", "dead"]).nullable(),
  page: pageNumber,
});

/** One page of an endpoint's log, from page 0 on. */
export const deliveries = admin.input(input).query(async ({ ctx, input: asked }) => ({
  ...(await listDeliveries(ctx.account, { ...asked, size: PAGE_SIZE })),
  size: PAGE_SIZE,
}));
