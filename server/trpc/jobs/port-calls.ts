import { z } from "zod";
import { listPortCalls } from "../../resources/jobs/data";
import { admin } from "../kit/procedures";

const PAGE = 50;

/** One page of the account's newest port calls that are under way, or have failed; from page 0 on. */
export const portCalls = admin
  .input(
    z.object({
      failed: z.boolean().default(false),
      search: z.string().max(80).default(""),
      page: z.number().int().min(0).max(10_000).default(0),
    }),
  )
  .query(async ({ ctx, input }) => ({ ...(await listPortCalls(ctx.account, { ...input, size: PAGE })), size: PAGE }));
