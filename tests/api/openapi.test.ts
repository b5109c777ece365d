import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, test } from "vitest";
import { testWorld } from "../support/world";

const world = await testWorld({ worker: false });

test("GET /api/openapi.json: OpenAPI 3.1 that lints clean", async () => {
  const response = await fetch(`${world.baseUrl}/api/openapi.json`);
  const source = await response.text();
  const problems = await lintFromString({ source, config: await createConfig({ extends: ["recommended"] }) });
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([]);
  const { openapi, paths } = JSON.parse(source);
  expect(openapi).toBe("3.1.1");
  expect(Object.keys(paths)).toEqual([
    "/api/flows/{flow_id}/interactions",
    "/api/flows/{flow_id}/interactions/{interaction_id}",
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
