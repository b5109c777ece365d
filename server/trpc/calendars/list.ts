import { z } from "zod";
import { listCalendars } from "../../resources/calendars/data";
import { PAGE_SIZE, pageNumber, searchWords } from "../kit/page";
import { admin } from "../kit/procedures";

/** One page of the account's calendars, from page 0 on. */
export const list = admin.input(z.object({ search: searchWords, page: pageNumber })).query(async ({ ctx, input }) => {
  const today = new Date().toISOString().slice(0, 10);
  return { ...(await listCalendars(ctx.account, { ...input, size: PAGE_SIZE, today })), size: PAGE_SIZE };
});
