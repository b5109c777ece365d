import { z } from "zod";
import { JOB_STATES, listJobs } from "../../resources/jobs/data";
import { admin } from "../kit/procedures";

const PAGE = 50;

/** One page of the account's jobs, from page 0 on. */
export const list = admin
  .input(
    z.object({
      state: z.enum(JOB_STATES).nullable().default(null),
      search: z.string().max(80).default(""),
      page: z.number().int().min(0).max(10_000).default(0),
    }),
  )
  .query(async ({ ctx, input }) => ({ ...(await listJobs(ctx.account, { ...input, size: PAGE })), size: PAGE }));
