import { z } from "zod";
import { executionFilters } from "../../reports/execution/schema";
import { requestExport as request } from "../../reports/exports/mutations";
import { FORMATS } from "../../reports/exports/schema";
import { reportScope } from "../../reports/period/schema";
import { columnNames } from "../../reports/variables/schema";
import { viewer } from "../kit/procedures";

/** Has a job write the flow execution report to a file. Throws `invalid_request`, and `conflict` while several are under way. */
export const requestExport = viewer
  .input(
    z.object({
      name: z.string().max(1000),
      format: z.enum(FORMATS),
      scope: reportScope,
      filters: executionFilters,
      variables: columnNames,
    }),
  )
  .mutation(({ ctx, input: { name, format, scope, filters, variables } }) => {
    const { flow, version, client } = scope;
    const narrowed = { ...filters, flow, version, client };
    return request(ctx.session, { name, format, scope, filters: narrowed, variables });
  });
