import { z } from "zod";
import { listFlows, listInteractions } from "../../reports/data";
import { interactionFilters, meaningOf } from "../../reports/search/filters";
import { PAGE_SIZE } from "../kit/page";
import { viewer } from "../kit/procedures";

/** One page of interactions, newest first, with the flows they can be filtered by, and whether the searched text can mean anything. */
export const list = viewer
  .input(z.object({ filters: interactionFilters, before: z.uuid().optional(), after: z.uuid().optional() }))
  .query(async ({ ctx, input: { filters, before, after } }) => {
    const [page, flows] = await Promise.all([
      listInteractions(ctx.account, filters, { before, after, limit: PAGE_SIZE }),
      listFlows(ctx.account),
    ]);
    return { ...page, flows, understood: meaningOf(filters.search) !== "nothing" };
  });
