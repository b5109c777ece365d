import { z } from "zod";
import { listEndpoints } from "../../resources/webhooks/endpoints/data";
import { PAGE_SIZE, pageNumber, searchWords } from "../kit/page";
import { admin } from "../kit/procedures";

/** One page of the account's webhook endpoints, from page 0 on. */
export const list = admin.input(z.object({ search: searchWords, page: pageNumber })).query(async ({ ctx, input }) => ({
  ...(await listEndpoints(ctx.account, { ...input, size: PAGE_SIZE })),
  size: PAGE_SIZE,
}));
