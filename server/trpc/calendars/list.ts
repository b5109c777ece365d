import { z } from "zod";
import { listCalendars } from "../../resources/calendars/data";
import { admin } from "../kit/procedures";

const PAGE = 50;

/** One page of the account's calendars, from page 0 on. */
export const list = admin
  .input(z.object({ search: z.string().max(120).default(""), page: z.number().int().min(0).max(10_000).default(0) }))
  .query(async ({ ctx, input }) => {
    const today = new Date().toISOString().slice(0, 10);
    return { ...(await listCalendars(ctx.account, { ...input, size: PAGE, today })), size: PAGE };
  });
