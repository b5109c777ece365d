import { z } from "zod";
import {
  type FlowRecord,
  flowRecord,
  flowRecords,
  type VersionRecord,
  versionRecord,
  versionRecords,
} from "../flows/records/data";
import { route } from "./route";
import { flowDocument, id, moment, NOT_STORED, nextCursor, page, READ_ERRORS } from "./schemas";

const shape = {
  flow_id: id("The flow."),
  name: z.string().meta({ example: "Report a problem" }),
  description: z.string(),
  labels: z.array(z.string()),
  published_version: z
    .int()
    .nullable()
    .meta({ description: "The number of the version that starts run on; null where none is published.", example: 3 }),
  archived_at: moment.nullable().meta({ description: "An archived flow takes no starts." }),
  changed_at: moment,
};
const flow = z.object(shape).meta({ id: "Flow" });
const argument = z.object({ name: z.string(), description: z.string(), example: z.string().nullable() });
const flowWithArguments = z
  .object({
    ...shape,
    arguments: z.array(argument).meta({ description: "What a start must send; of the published version." }),
  })
  .meta({ id: "FlowWithArguments" });

const versionShape = {
  flow_version_id: id("The version."),
  number: z.int().meta({ example: 3 }),
  note: z.string(),
  published_by: z.string(),
  published_at: moment,
  current: z.boolean().meta({ description: "Starts run on it." }),
};
const version = z.object(versionShape).meta({ id: "FlowVersion" });
const versionWithDocument = z
  .object({
    ...versionShape,
    document: flowDocument,
  })
  .meta({ id: "FlowVersionWithDocument" });

const ofFlow = z.object({ flow_id: id("The flow.") });

export const listFlowsRoute = route({
  method: "GET",
  path: "/api/flows",
  operationId: "listFlows",
  summary: "List flows",
  description: "The account's flows, the oldest first; of a client that is bound to flows, those.",
  scope: "flows:read",
  rate: "read",
  params: z.object({}),
  query: z.object(page),
  notFoundCode: "flow_not_found",
  response: {
    status: 200,
    description: "One page.",
    schema: z.object({ flows: z.array(flow), next_cursor: nextCursor }).meta({ id: "FlowPage" }),
  },
  errors: ["invalid_request", ...READ_ERRORS],
  ofBound: true,
  handler: async ({ caller, query: { cursor, limit } }) => {
    const { flows, more } = await flowRecords(caller.account, { among: caller.flows, after: cursor ?? null }, limit);
    return Response.json({ flows: flows.map(flowOf), next_cursor: more ? flows.at(-1)?.id : null }, NOT_STORED);
  },
});

export const readFlowRoute = route({
  method: "GET",
  path: "/api/flows/{flow_id}",
  operationId: "readFlow",
  summary: "Read a flow",
  description: "A flow, and the arguments that a start must send.",
  scope: "flows:read",
  rate: "read",
  params: ofFlow,
  notFoundCode: "flow_not_found",
  response: { status: 200, description: "The flow.", schema: flowWithArguments },
  errors: ["flow_not_found", ...READ_ERRORS],
  handler: async ({ caller: { account }, params }) => {
    const found = await flowRecord(account, params.flow_id);
    return Response.json({ ...flowOf(found), arguments: found.arguments }, NOT_STORED);
  },
});

export const listVersionsRoute = route({
  method: "GET",
  path: "/api/flows/{flow_id}/versions",
  operationId: "listFlowVersions",
  summary: "List a flow's versions",
  description: "Every version that was published, the newest first.",
  scope: "flows:read",
  rate: "read",
  params: ofFlow,
  notFoundCode: "flow_not_found",
  response: {
    status: 200,
    description: "The versions.",
    schema: z.object({ versions: z.array(version) }).meta({ id: "FlowVersions" }),
  },
  errors: ["flow_not_found", ...READ_ERRORS],
  handler: async ({ caller: { account }, params }) =>
    Response.json({ versions: (await versionRecords(account, params.flow_id)).map(versionOf) }, NOT_STORED),
});

export const readVersionRoute = route({
  method: "GET",
  path: "/api/flows/{flow_id}/versions/{number}",
  operationId: "readFlowVersion",
  summary: "Read a flow's version",
  description: "One version with its document.",
  scope: "flows:read",
  rate: "read",
  params: ofFlow.extend({
    number: z
      .string()
      .regex(/^[1-9]\d{0,8}$/)
      .meta({ description: "The version's number.", example: "3" }),
  }),
  notFoundCode: "version_not_found",
  response: { status: 200, description: "The version.", schema: versionWithDocument },
  errors: ["flow_not_found", "version_not_found", ...READ_ERRORS],
  handler: async ({ caller: { account }, params }) => {
    const found = await versionRecord(account, params.flow_id, Number(params.number));
    return Response.json({ ...versionOf(found), document: found.document }, NOT_STORED);
  },
});

function flowOf({ id, name, description, labels, publishedVersion, archivedAt, changedAt }: FlowRecord) {
  return {
    flow_id: id,
    name,
    description,
    labels,
    published_version: publishedVersion,
    archived_at: archivedAt,
    changed_at: changedAt,
  };
}

function versionOf({ id, number, note, by, publishedAt, current }: VersionRecord) {
  return { flow_version_id: id, number, note, published_by: by, published_at: publishedAt, current };
}
