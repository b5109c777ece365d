import { z } from "zod";
import { listNumbersNotToCall } from "../../resources/do-not-call/data";
import { PAGE_SIZE, pageNumber, searchWords } from "../kit/page";
import { admin } from "../kit/procedures";

/** One page of the do-not-call list, from page 0 on. */
export const list = admin.input(z.object({ search: searchWords, page: pageNumber })).query(async ({ ctx, input }) => ({
  ...(await listNumbersNotToCall(ctx.account, { ...input, size: PAGE_SIZE })),
  size: PAGE_SIZE,
}));
