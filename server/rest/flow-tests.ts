import { z } from "zod";
import { flowTest } from "@/engine/simulate";
import { listTests } from "../flows/tests/data";
import { replaceTests } from "../flows/tests/mutations";
import { markOf } from "../platform/edit-mark";
import { actorOf } from "./actor";
import { ifMatch } from "./if-match";
import { parseBody } from "./parse-body";
import { route } from "./route";
import { CHANGE_ERRORS, id, marked, NOT_STORED, READ_ERRORS } from "./schemas";

/** A hundred tests are seldom a tenth of it. */
const MAX_TESTS_BYTES = 1024 * 1024;

const ofFlow = z.object({ flow_id: id("The flow.") });
const test = z.record(z.string(), z.unknown()).meta({
  id: "FlowTest",
  description: "Who does what in a simulated call, and the path and outcome that must come of it.",
});
const tests = z.object({ tests: z.array(test).meta({ description: "By name." }) }).meta({ id: "FlowTests" });
const replacement = z.strictObject({ tests: z.array(flowTest) });

export const readTestsRoute = route({
  method: "GET",
  path: "/api/flows/{flow_id}/tests",
  operationId: "readFlowTests",
  summary: "Read a flow's tests",
  description: "The tests that publishing runs, as the editor's test panel saves them.",
  scope: "flows:read",
  rate: "read",
  params: ofFlow,
  notFoundCode: "flow_not_found",
  response: { status: 200, description: "The tests.", schema: tests, headers: marked("tests") },
  errors: ["flow_not_found", ...READ_ERRORS],
  handler: async ({ caller: { account }, params }) => {
    const found = await listTests(account, params.flow_id);
    return answer(found.map(({ scenario }) => scenario));
  },
});

export const putTestsRoute = route({
  method: "PUT",
  path: "/api/flows/{flow_id}/tests",
  operationId: "replaceFlowTests",
  summary: "Replace a flow's tests",
  description: "Puts the tests in the body in place of all that the flow has. They are run when it is published.",
  scope: "flows:write",
  rate: "flows",
  params: ofFlow,
  notFoundCode: "flow_not_found",
  headers: ifMatch.headers("tests"),
  body: tests,
  maxBodyBytes: MAX_TESTS_BYTES,
  response: { status: 200, description: "Replaced.", schema: tests, headers: marked("tests") },
  errors: ["flow_not_found", "conflict", "precondition_required", ...CHANGE_ERRORS],
  handler: async ({ request, caller, params, body }) => {
    const seen = ifMatch.mark(request, "tests");
    const { tests: sent } = parseBody(replacement, body);
    return answer(await replaceTests(actorOf(caller), params.flow_id, sent, seen));
  },
});

const answer = (found: z.infer<typeof flowTest>[]) =>
  Response.json({ tests: found }, { headers: { ...NOT_STORED.headers, ETag: `"${markOf(found)}"` } });
