import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, test } from "vitest";
import { EVENT_NAMES } from "@/server/resources/webhooks/events/catalogue";
import { testWorld } from "../support/world";

const world = await testWorld({ worker: false });

test("GET /api/openapi.json: OpenAPI 3.1 that lints clean", async () => {
  const response = await fetch(`${world.baseUrl}/api/openapi.json`);
  const source = await response.text();
  const problems = await lintFromString({ source, config: await createConfig({ extends: ["recommended"] }) });
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([]);
  const { openapi, paths, webhooks } = JSON.parse(source);
  expect(Object.keys(webhooks)).toEqual(EVENT_NAMES);
  expect(openapi).toBe("3.1.1");
  expect(Object.keys(paths)).toEqual([
    "/api/flows/{flow_id}/interactions",
    "/api/flows/{flow_id}/interactions/{interaction_id}",
    "/api/flows/{flow_id}/interactions/{interaction_id}/cancel",
    "/api/interactions",
    "/api/flows",
    "/api/flows/{flow_id}",
    "/api/flows/{flow_id}/versions",
    "/api/flows/{flow_id}/versions/{number}",
    "/api/flows/{flow_id}/draft",
    "/api/flows/{flow_id}/publish",
    "/api/flows/{flow_id}/rollback",
    "/api/flow-checks",
    "/api/flows/{flow_id}/tests",
    "/api/flows/{flow_id}/tests/run",
    "/api/do-not-call",
    "/api/webhooks",
    "/api/webhooks/{webhook_id}",
    "/api/webhooks/{webhook_id}/rotate",
    "/api/webhooks/{webhook_id}/test",
    "/api/webhooks/{webhook_id}/send-again",
    "/api/numbers",
    "/api/numbers/{number}",
    "/api/prompts",
    "/api/prompts/{prompt_id}",
    "/api/prompts/{prompt_id}/recording",
    "/api/reports/studio-flow-execution/jobs",
    "/api/reports/studio-flow-execution/jobs/{job_id}",
    "/api/reports/studio-flow-execution/jobs/{job_id}/file",
    "/api/reports/summary",
  ]);
  const start = paths["/api/flows/{flow_id}/interactions"].post;
  expect(Object.keys(start.responses).sort()).toEqual([
    "202",
    "400",
    "401",
    "403",
    "404",
    "409",
    "413",
    "415",
    "422",
    "429",
    "500",
    "503",
  ]);
  expect(start.security).toEqual([{ client_credentials: ["flows-interactions:start"] }]);
});
