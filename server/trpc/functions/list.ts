import { z } from "zod";
import { listFunctions } from "../../resources/functions/data";
import { PAGE_SIZE, pageNumber, searchWords } from "../kit/page";
import { builder } from "../kit/procedures";

/** One page of the account's functions, from page 0 on. */
export const list = builder
  .input(z.object({ search: searchWords, page: pageNumber }))
  .query(async ({ ctx, input }) => ({
    ...(await listFunctions(ctx.account, { ...input, size: PAGE_SIZE })),
    size: PAGE_SIZE,
  }));
