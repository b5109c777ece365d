import { z } from "zod";
import { listFunctions } from "../../resources/functions/data";
import { builder } from "../kit/procedures";

const PAGE = 50;

/** One page of the account's functions, from page 0 on. */
export const list = builder
  .input(z.object({ search: z.string().max(120).default(""), page: z.number().int().min(0).max(10_000).default(0) }))
  .query(async ({ ctx, input }) => ({ ...(await listFunctions(ctx.account, { ...input, size: PAGE })), size: PAGE }));
