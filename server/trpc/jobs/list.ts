import { z } from "zod";
import { JOB_STATES, listJobs } from "../../resources/jobs/data";
import { PAGE_SIZE, pageNumber, searchWords } from "../kit/page";
import { admin } from "../kit/procedures";

/** One page of the account's jobs, from page 0 on. */
export const list = admin
  .input(
    z.object({
      state: z.enum(JOB_STATES).nullable().default(null),
      search: searchWords,
      page: pageNumber,
    }),
  )
  .query(async ({ ctx, input }) => ({
    ...(await listJobs(ctx.account, { ...input, size: PAGE_SIZE })),
    size: PAGE_SIZE,
  }));
