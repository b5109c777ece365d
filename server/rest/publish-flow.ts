import { z } from "zod";
import { removeFlow } from "../flows/list/mutations";
import { versionNote } from "../flows/schema";
import { publish, rollBack } from "../flows/versions/mutations";
import { storableText } from "../platform/storable-text";
import type { Caller } from "../resources/access-tokens/bearer";
import { actorOf } from "./actor";
import { parseBody } from "./parse-body";
import { route } from "./route";
import { CHANGE_ERRORS, id, NOT_STORED, READ_ERRORS } from "./schemas";

const ofFlow = z.object({ flow_id: id("The flow.") });
const note = versionNote.shape.note
  .default("")
  .meta({ description: "What is new, for whoever reads the list of versions." });

const publishBody = z.strictObject({
  revision: z.int().min(0).meta({ description: "The draft's, as it was read or written.", example: 12 }),
  note,
});
const rollbackBody = z.strictObject({
  version: z.int().min(1).meta({ description: "The number of the version that is published again.", example: 2 }),
  note,
});
const published = z
  .object({ number: z.int().meta({ description: "Of the version that starts run on now.", example: 4 }) })
  .meta({ id: "PublishedVersion" });

export const publishRoute = route({
  method: "POST",
  path: "/api/flows/{flow_id}/publish",
  operationId: "publishFlow",
  summary: "Publish a flow",
  description:
    "Publishes the draft as it is at a revision, where the verifier finds no error and the flow's tests pass. Running interactions go on with their version. A repeated request is answered with 409: nothing has changed since.",
  scope: "flows:publish",
  rate: "flows",
  params: ofFlow,
  notFoundCode: "flow_not_found",
  body: publishBody.meta({ id: "Publication" }),
  response: { status: 201, description: "Published.", schema: published },
  errors: ["flow_not_found", "conflict", "flow_has_errors", "flow_tests_failed", ...CHANGE_ERRORS],
  handler: async ({ caller, params, body }) => {
    const publication = { id: params.flow_id, ...parseBody(publishBody, body) };
    return Response.json(await publish(publisher(caller), publication), { status: 201, ...NOT_STORED });
  },
});

export const rollbackRoute = route({
  method: "POST",
  path: "/api/flows/{flow_id}/rollback",
  operationId: "rollBackFlow",
  summary: "Publish an earlier version again",
  description: "Publishes what an earlier version is, as a new version, by the same checks. The draft stays as it is.",
  scope: "flows:publish",
  rate: "flows",
  params: ofFlow,
  notFoundCode: "flow_not_found",
  body: rollbackBody.meta({ id: "Rollback" }),
  response: { status: 201, description: "Published.", schema: published },
  errors: ["flow_not_found", "version_not_found", "conflict", "flow_has_errors", "flow_tests_failed", ...CHANGE_ERRORS],
  handler: async ({ caller, params, body }) => {
    const { version, note: why } = parseBody(rollbackBody, body);
    const made = await rollBack(publisher(caller), params.flow_id, version, why);
    return Response.json(made, { status: 201, ...NOT_STORED });
  },
});

export const deleteFlowRoute = route({
  method: "DELETE",
  path: "/api/flows/{flow_id}",
  operationId: "deleteFlow",
  summary: "Delete a flow",
  description:
    "Deletes a flow with its draft and tests, and frees its name. Its versions stay as long as interactions that ran on them. Refused while one is running.",
  scope: "flows:publish",
  rate: "flows",
  params: ofFlow,
  query: z.object({
    name: storableText
      .max(200)
      .optional()
      .meta({ description: "The flow's name, if it is published: a wrong id must not delete it." }),
  }),
  notFoundCode: "flow_not_found",
  response: {
    status: 200,
    description: "Deleted.",
    schema: z.object({ flow_id: id("The flow.") }).meta({ id: "DeletedFlow" }),
  },
  errors: ["flow_not_found", "conflict", "invalid_request", ...READ_ERRORS],
  handler: async ({ caller, params, query }) => {
    await removeFlow(publisher(caller), params.flow_id, query.name);
    return Response.json({ flow_id: params.flow_id }, NOT_STORED);
  },
});

/** The routes' scope gives a client what the role gives a user. */
const publisher = (caller: Caller) => ({ ...actorOf(caller), role: "publisher" as const });
