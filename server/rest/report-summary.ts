import { z } from "zod";
import { readDurations, readOverview } from "../reports/overview/data";
import { route } from "./route";
import { moment, NOT_STORED, READ_ERRORS } from "./schemas";

const count = z.object({ measure: z.string(), key: z.string(), number: z.int() }).meta({
  id: "ReportCount",
  description:
    "`started`, `rung`, `joined`, `abandoned`; `answered_by`, `outcome`, `call_result` and `error` are parted by `key`.",
});
const spread = z
  .object({ count: z.int(), median: z.number().nullable(), p95: z.number().nullable() })
  .meta({ id: "Spread", description: "In seconds; null where there is none." });

export const summaryRoute = route({
  method: "GET",
  path: "/api/reports/summary",
  operationId: "readReportSummary",
  summary: "Read what came of a period's interactions",
  description: "Counts of the interactions that were accepted in it, and how long it took; at most two seconds old.",
  scope: "reports:read",
  rate: "read",
  params: z.object({}),
  query: z.object({
    from: moment.meta({ description: "By half hours." }),
    to: moment.meta({ description: "Excluded; at most 400 days after `from`." }),
    flow: z.guid("must be a flow's id").optional(),
    version: z.guid("must be a flow version's id").optional(),
    client: z.string().max(100).optional().meta({ description: "A client's id, or `button.` and a button's." }),
  }),
  notFoundCode: "not_found",
  response: {
    status: 200,
    description: "The summary.",
    schema: z
      .object({
        timespan: z.object({ from: moment, to: moment }),
        counts: z.array(count),
        time_to_answer: spread,
        wait_for_agent: spread,
        talk: spread,
      })
      .meta({ id: "ReportSummary" }),
  },
  errors: ["invalid_request", ...READ_ERRORS],
  handler: async ({ caller: { account }, query: { from, to, ...source } }) => {
    const scope = {
      period: "today",
      zone: "UTC",
      between: { from: new Date(from), to: new Date(to) },
      ...source,
    } as const;
    const { totals, period } = await readOverview(account, scope);
    const { ring, wait, talk } = await readDurations(account, scope);
    const timespan = { from: period.from, to: period.to };
    return Response.json({ timespan, counts: totals, time_to_answer: ring, wait_for_agent: wait, talk }, NOT_STORED);
  },
});
