import { z } from "zod";
import { listPrompts } from "../../resources/prompts/data";
import { PAGE_SIZE, pageNumber, searchWords } from "../kit/page";
import { builder } from "../kit/procedures";

/** One page of the account's prompts, from page 0 on. */
export const list = builder
  .input(z.object({ search: searchWords, page: pageNumber }))
  .query(async ({ ctx, input }) => ({
    ...(await listPrompts(ctx.account, { ...input, size: PAGE_SIZE })),
    size: PAGE_SIZE,
  }));
