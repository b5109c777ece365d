import { z } from "zod";
import { listNumbers } from "../../resources/numbers/data";
import { PAGE_SIZE, pageNumber, searchWords } from "../kit/page";
import { admin } from "../kit/procedures";

/** One page of the account's numbers, from page 0 on, and the carriers they can belong to. */
export const list = admin.input(z.object({ search: searchWords, page: pageNumber })).query(async ({ ctx, input }) => ({
  ...(await listNumbers(ctx.account, { ...input, size: PAGE_SIZE })),
  size: PAGE_SIZE,
}));
