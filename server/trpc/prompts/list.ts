import { z } from "zod";
import { listPrompts } from "../../resources/prompts/data";
import { builder } from "../kit/procedures";

const PAGE = 50;

/** One page of the account's prompts, from page 0 on. */
export const list = builder
  .input(z.object({ search: z.string().max(120).default(""), page: z.number().int().min(0).max(10_000).default(0) }))
  .query(async ({ ctx, input }) => ({ ...(await listPrompts(ctx.account, { ...input, size: PAGE })), size: PAGE }));
