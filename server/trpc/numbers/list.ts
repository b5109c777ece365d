import { z } from "zod";
import { listNumbers } from "../../resources/numbers/data";
import { admin } from "../kit/procedures";

const PAGE = 50;

/** One page of the account's numbers, from page 0 on, and the carriers they can belong to. */
export const list = admin
  .input(z.object({ search: z.string().max(80).default(""), page: z.number().int().min(0).max(10_000).default(0) }))
  .query(async ({ ctx, input }) => ({ ...(await listNumbers(ctx.account, { ...input, size: PAGE })), size: PAGE }));
