import { z } from "zod";
import { listPortCalls } from "../../resources/jobs/data";
import { PAGE_SIZE, pageNumber, searchWords } from "../kit/page";
import { admin } from "../kit/procedures";

/** One page of the account's newest port calls that are under way, or have failed; from page 0 on. */
export const portCalls = admin
  .input(
    z.object({
      failed: z.boolean().default(false),
      search: searchWords,
      page: pageNumber,
    }),
  )
  .query(async ({ ctx, input }) => ({
    ...(await listPortCalls(ctx.account, { ...input, size: PAGE_SIZE })),
    size: PAGE_SIZE,
  }));
