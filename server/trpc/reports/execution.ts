import { z } from "zod";
import { executionCells, localTimeIn } from "../../reports/execution/columns";
import { placeOf, readExecution } from "../../reports/execution/data";
import { executionFilters } from "../../reports/execution/schema";
import { reportScope } from "../../reports/period/schema";
import { columnNames } from "../../reports/variables/schema";
import { PAGE_SIZE } from "../kit/page";
import { viewer } from "../kit/procedures";

const place = z.object({ interaction: z.uuid(), visit: z.int().min(0), part: z.int().min(0) });

/** One page of the flow execution report, newest first, and where the next begins. Throws `invalid_request` for a period that is none. */
export const execution = viewer
  .input(
    z.object({
      scope: reportScope,
      filters: executionFilters,
      variables: columnNames.optional(),
      before: place.nullable(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { rows, variables, next } = await readExecution(ctx.account, { ...input, limit: PAGE_SIZE });
    const localTime = localTimeIn(input.scope.zone);
    const lines = rows.map((row) => ({
      ...placeOf(row),
      id: row.interactionId,
      cells: executionCells(row, localTime),
    }));
    return { rows: lines, variables, next };
  });
