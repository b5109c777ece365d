import { z } from "zod";
import { listFlows, listInteractions } from "../../reports/data";
import { interactionFilters, meaningOf } from "../../reports/search/filters";
import { readColumns } from "../../reports/variables/data";
import { columnNames } from "../../reports/variables/schema";
import { PAGE_SIZE } from "../kit/page";
import { viewer } from "../kit/procedures";

/** One page of interactions, newest first, with variables as columns, the flows they can be filtered by, and whether the searched text can mean anything. */
export const list = viewer
  .input(
    z.object({
      filters: interactionFilters,
      columns: columnNames.optional(),
      before: z.uuid().optional(),
      after: z.uuid().optional(),
    }),
  )
  .query(async ({ ctx, input: { filters, columns, before, after } }) => {
    const [page, flows] = await Promise.all([
      listInteractions(ctx.account, filters, { before, after, limit: PAGE_SIZE }),
      listFlows(ctx.account),
    ]);
    const ids = page.lines.map(({ id }) => id);
    const { variables, cells } = await readColumns(ctx.account, columns, ids);
    const lines = page.lines.map((line) => ({ ...line, variables: cells(line.id) }));
    return { ...page, lines, variables, flows, understood: meaningOf(filters.search) !== "nothing" };
  });
