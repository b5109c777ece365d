import { z } from "zod";
import { testRuns } from "../flows/records/data";
import { parseBody } from "./parse-body";
import { route } from "./route";
import { CHANGE_ERRORS, id, NOT_STORED } from "./schemas";

const body = z.strictObject({
  version: z
    .int()
    .min(1)
    .optional()
    .meta({ description: "The number of the version that is tested; the draft, unless said." }),
});
const run = z
  .object({ name: z.string(), passed: z.boolean(), message: z.string().meta({ description: "Where it failed." }) })
  .meta({ id: "FlowTestRun" });

export const runTestsRoute = route({
  method: "POST",
  path: "/api/flows/{flow_id}/tests/run",
  operationId: "runFlowTests",
  summary: "Run a flow's tests",
  description:
    "Plays each test of the flow, in the order of their names, without a carrier: nothing rings and nothing is asked.",
  scope: "flows:read",
  rate: "flows",
  params: z.object({ flow_id: id("The flow.") }),
  notFoundCode: "flow_not_found",
  body: body.meta({ id: "TestRunOf" }),
  response: {
    status: 200,
    description: "What came of each.",
    schema: z.object({ passed: z.boolean(), tests: z.array(run) }).meta({ id: "FlowTestRuns" }),
  },
  errors: ["flow_not_found", "version_not_found", ...CHANGE_ERRORS],
  handler: async ({ caller: { account }, params, body: sent }) => {
    const runs = await testRuns(account, params.flow_id, parseBody(body, sent).version);
    const tests = runs.map(({ name, ok, message }) => ({ name, passed: ok, message }));
    return Response.json({ passed: tests.every(({ passed }) => passed), tests }, NOT_STORED);
  },
});
