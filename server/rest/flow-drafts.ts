import { z } from "zod";
import { LIMITS } from "@/engine/limits";
import type { Problem } from "@/engine/verify";
import { checkedDocument, draftRecord } from "../flows/records/data";
import type { DraftRecord } from "../flows/records/draft-record";
import { createFromDocument, putDraft } from "../flows/records/mutations";
import { pathOf } from "../flows/versions/gates";
import { actorOf } from "./actor";
import { ifMatch } from "./if-match";
import { route } from "./route";
import { CHANGE_ERRORS, flowDocument, id, NOT_STORED, READ_ERRORS } from "./schemas";

/** The most problems that an answer lists. */
const MAX_PROBLEMS = 100;
/** The document, and what JSON's escapes and blanks may add to it. */
const MAX_DOCUMENT_BYTES = LIMITS.definition_bytes + 64 * 1024;

const problem = z
  .object({
    severity: z.enum(["error", "warning"]).meta({ description: "An error keeps the flow from being published." }),
    code: z.string().meta({ example: "exit_not_connected" }),
    path: z.string().meta({ description: "Where in the document.", example: "$.steps.announce.config.text" }),
    message: z.string(),
  })
  .meta({ id: "FlowProblem" });

const draftShape = {
  revision: z.int().meta({ description: "Grows with each edit, whoever makes it." }),
  published: z.boolean().meta({ description: "The draft is what is published." }),
  problems: z.array(problem).meta({ description: `What the verifier finds, at most ${MAX_PROBLEMS}.` }),
};
const draft = z.object(draftShape).meta({ id: "FlowDraft" });
const draftWithDocument = z.object({ ...draftShape, document: flowDocument }).meta({ id: "FlowDraftWithDocument" });
const createdFlow = z.object({ flow_id: id("The flow."), ...draftShape }).meta({ id: "CreatedFlow" });

const ofFlow = z.object({ flow_id: id("The flow.") });
const body = z.record(z.string(), z.unknown()).meta({
  id: "FlowDocument",
  description: "The flow, as its file and an answer's `document` hold it.",
});
const revisionHeaders = z.object({
  ETag: z.string().meta({ description: "The draft's revision, for `If-Match`.", example: '"12"' }),
});

export const readDraftRoute = route({
  method: "GET",
  path: "/api/flows/{flow_id}/draft",
  operationId: "readFlowDraft",
  summary: "Read a flow's draft",
  description: "The draft with its document and its problems; what is published, where nothing has been edited since.",
  scope: "flows:read",
  rate: "read",
  params: ofFlow,
  notFoundCode: "flow_not_found",
  response: { status: 200, description: "The draft.", schema: draftWithDocument, headers: revisionHeaders },
  errors: ["flow_not_found", ...READ_ERRORS],
  handler: async ({ caller: { account }, params }) => {
    const found = await draftRecord(account, params.flow_id);
    return Response.json({ ...draftOf(found), document: found.document }, { headers: etag(found) });
  },
});

export const putDraftRoute = route({
  method: "PUT",
  path: "/api/flows/{flow_id}/draft",
  operationId: "replaceFlowDraft",
  summary: "Replace a flow's draft",
  description:
    "Replaces the draft by the document in the body, in one edit that the editor can undo. Of two who send one at once the second is answered with 409. A draft with problems is kept; only publishing refuses them.",
  scope: "flows:write",
  rate: "flows",
  params: ofFlow,
  notFoundCode: "flow_not_found",
  headers: ifMatch.headers("draft", '"12"'),
  body,
  maxBodyBytes: MAX_DOCUMENT_BYTES,
  response: { status: 200, description: "Replaced.", schema: draft, headers: revisionHeaders },
  errors: ["flow_not_found", "conflict", "precondition_required", ...CHANGE_ERRORS],
  handler: async ({ request, caller, params, body: document }) => {
    const revision = ifMatch.read(request, "draft", /^"(\d{1,9})"$/);
    const seen = revision === null ? null : Number(revision);
    const written = await putDraft(actorOf(caller), params.flow_id, document, seen);
    return Response.json(draftOf(written), { headers: etag(written) });
  },
});

export const checkFlowRoute = route({
  method: "POST",
  path: "/api/flow-checks",
  operationId: "checkFlow",
  summary: "Check a flow",
  description:
    "Says what the verifier finds in the document in the body, as a flow of this account: numbers, prompts, connections and ring groups that it lacks are among it. Nothing is stored.",
  scope: "flows:read",
  rate: "flows",
  params: z.object({}),
  notFoundCode: "not_found",
  body,
  maxBodyBytes: MAX_DOCUMENT_BYTES,
  response: {
    status: 200,
    description: "What was found.",
    schema: z.object({ problems: draftShape.problems }).meta({ id: "FlowCheck" }),
  },
  errors: CHANGE_ERRORS,
  handler: async ({ caller: { account }, body: document }) => {
    const { problems } = draftOf(await checkedDocument(account, document));
    return Response.json({ problems }, NOT_STORED);
  },
});

export const createFlowRoute = route({
  method: "POST",
  path: "/api/flows",
  operationId: "createFlow",
  summary: "Create a flow",
  description:
    "Makes a flow of the document in the body, under the name it has there. It starts nothing before it is published. A repeated request is refused, since the name is taken.",
  scope: "flows:write",
  rate: "flows",
  params: z.object({}),
  notFoundCode: "not_found",
  body,
  maxBodyBytes: MAX_DOCUMENT_BYTES,
  response: { status: 201, description: "Created.", schema: createdFlow, headers: revisionHeaders },
  errors: ["conflict", ...CHANGE_ERRORS],
  handler: async ({ caller, body: document }) => {
    const created = await createFromDocument(actorOf(caller), document);
    return Response.json({ flow_id: created.id, ...draftOf(created) }, { status: 201, headers: etag(created) });
  },
});

function draftOf({ revision, isPublished, problems }: DraftRecord) {
  return { revision, published: isPublished, problems: problems.slice(0, MAX_PROBLEMS).map(problemOf) };
}

function problemOf(found: Problem) {
  const { severity, code, message } = found;
  return { severity, code, path: pathOf(found), message };
}

const etag = ({ revision }: DraftRecord) => ({ ...NOT_STORED.headers, ETag: `"${revision}"` });
