import { z } from "zod";
import { listRingGroups } from "../../resources/ring-groups/data";
import { PAGE_SIZE, pageNumber, searchWords } from "../kit/page";
import { admin } from "../kit/procedures";

/** One page of the account's ring groups, from page 0 on. */
export const list = admin.input(z.object({ search: searchWords, page: pageNumber })).query(async ({ ctx, input }) => ({
  ...(await listRingGroups(ctx.account, { ...input, size: PAGE_SIZE })),
  size: PAGE_SIZE,
}));
