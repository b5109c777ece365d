import { z } from "zod";
import { listRingGroups } from "../../resources/ring-groups/data";
import { admin } from "../kit/procedures";

const PAGE = 50;

/** One page of the account's ring groups, from page 0 on. */
export const list = admin
  .input(z.object({ search: z.string().max(120).default(""), page: z.number().int().min(0).max(10_000).default(0) }))
  .query(async ({ ctx, input }) => ({ ...(await listRingGroups(ctx.account, { ...input, size: PAGE })), size: PAGE }));
