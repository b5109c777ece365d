import { z } from "zod";
import { canonicalZone } from "@/engine/time-zones";
import { type ExportLine, readExport } from "../reports/exports/data";
import { exportFile } from "../reports/exports/file";
import { requestExport } from "../reports/exports/mutations";
import { exportFilters, exportName, FORMATS } from "../reports/exports/schema";
import { columnNames } from "../reports/variables/schema";
import { actorOf } from "./actor";
import { parseBody } from "./parse-body";
import { route } from "./route";
import { CHANGE_ERRORS, id, moment, NOT_STORED, READ_ERRORS } from "./schemas";

const JOBS = "/api/reports/studio-flow-execution/jobs";

const body = z.strictObject({
  name: exportName.meta({ description: "What the file is called.", example: "Last week" }),
  timezone: z
    .string()
    .max(60)
    .refine((zone) => canonicalZone(zone) !== null, "must be an IANA time zone")
    .default("UTC")
    .meta({ description: "By whose wall clock moments are written.", example: "Europe/Lisbon" }),
  format: z.enum(FORMATS).default("csv"),
  timespan: z
    .strictObject({ from: moment, to: moment })
    .meta({ description: "Interactions accepted in it, `to` excluded; by half hours, at most 400 days." }),
  variables: columnNames.default([]).meta({
    description: "Further columns: variables that an admin has chosen for reports. Sensitive ones are masked.",
  }),
  filters: exportFilters.strict().default({}).meta({ description: "Names as the report shows them." }),
});

const job = z
  .object({
    id: id("The job."),
    name: z.string(),
    format: z.enum(FORMATS),
    timezone: z.string(),
    timespan: z.object({ from: moment, to: moment }),
    status: z.enum(["running", "done", "failed", "stopped"]),
    progress: z.number().meta({ description: "How much of the timespan is written, 0 to 1.", example: 0.4 }),
    rows: z.int(),
    bytes: z.int(),
    sha256: z
      .string()
      .nullable()
      .meta({ description: "Of all bytes before the file's last line; null until it is done." }),
    expires_at: moment.meta({ description: "Until when the file is kept." }),
  })
  .meta({ id: "ReportJob" });

export const requestReportRoute = route({
  method: "POST",
  path: JOBS,
  operationId: "requestFlowExecutionReport",
  summary: "Have the Studio Flow Execution Report written",
  description: "A job writes it to a file, which is kept for seven days. At most three of an account are under way.",
  scope: "reports:read",
  rate: "change",
  params: z.object({}),
  notFoundCode: "not_found",
  body: body.meta({ id: "ReportRequest" }),
  response: { status: 202, description: "It is being written.", schema: job },
  errors: [...CHANGE_ERRORS, "conflict"],
  handler: async ({ caller, body: given }) => {
    const { name, timezone, format, timespan, variables, filters } = parseBody(body, given);
    const between = { from: new Date(timespan.from), to: new Date(timespan.to) };
    const scope = { period: "today", zone: canonicalZone(timezone) ?? "UTC", between } as const;
    const { id: made } = await requestExport(actorOf(caller), { name, format, scope, filters, variables });
    return Response.json(jobOf(await readExport(caller.account, made)), { status: 202, ...NOT_STORED });
  },
});

export const readReportRoute = route({
  method: "GET",
  path: `${JOBS}/{job_id}`,
  operationId: "readFlowExecutionReport",
  summary: "Read how far a report has got",
  description: "Its file can be downloaded once `status` is `done`.",
  scope: "reports:read",
  rate: "read",
  params: z.object({ job_id: id("The job.") }),
  notFoundCode: "not_found",
  response: { status: 200, description: "The job.", schema: job },
  errors: ["not_found", ...READ_ERRORS],
  handler: async ({ caller, params }) =>
    Response.json(jobOf(await readExport(caller.account, params.job_id)), NOT_STORED),
});

export const downloadReportRoute = route({
  method: "GET",
  path: `${JOBS}/{job_id}/file`,
  operationId: "downloadFlowExecutionReport",
  summary: "Download a report",
  description:
    "The file as it was asked for; its last line says how many rows it has and the SHA-256 of all before. `Range` and `If-Range` go on where a download broke off.",
  scope: "reports:read",
  rate: "read",
  params: z.object({ job_id: id("The job.") }),
  notFoundCode: "not_found",
  response: {
    status: 200,
    description: "The file.",
    schema: z.unknown().meta({ description: "CSV, NDJSON or JSON." }),
  },
  errors: ["not_found", "conflict", ...READ_ERRORS],
  handler: ({ request, caller, params }) => exportFile(caller.account, params.job_id, request),
});

function jobOf(line: ExportLine): z.infer<typeof job> {
  const { name, format, rows, bytes, sha256, state, share } = line;
  return {
    ...{ id: line.id, name, format, timezone: line.timeZone, status: state, progress: share, rows, bytes, sha256 },
    timespan: { from: line.startsAt.toISOString(), to: line.endsAt.toISOString() },
    expires_at: line.expiresAt.toISOString(),
  };
}
