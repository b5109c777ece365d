import { expect, test } from "vitest";
import { seedWorld } from "@/prisma/seed/world";
import { testWorld } from "../support/world";
import { ARGUMENTS, askStart, problemOf, tokenOf } from "./ask";

const world = await testWorld({ worker: false });
const other = await seedWorld(world.database.owner, { sandboxUrl: "http://127.0.0.1:9", email: "other@demo.example" });
const CONTACTS = ["+12025550123", "+12025550124", "+12025550125", "+12025550123"];
const ids: string[] = [];
for (const contact_1 of CONTACTS) {
  const started = await askStart(world, { body: JSON.stringify({ ...ARGUMENTS, contact_1 }) });
  ids.unshift(((await started.json()) as { interaction_id: string }).interaction_id);
}

const get = async (path: string, token?: string) =>
  fetch(`${world.baseUrl}${path}`, { headers: { authorization: `Bearer ${token ?? (await tokenOf(world))}` } });
type Page = { interactions: { interaction_id: string; contact: string | null }[]; next_cursor: string | null };
const interactions = async (query = "") => (await (await get(`/api/interactions${query}`)).json()) as Page;
const idsOf = ({ interactions: lines }: Page) => lines.map(({ interaction_id }) => interaction_id);

test("interactions, newest first, page by page", async () => {
  const first = await interactions("?limit=3");
  expect(idsOf(first)).toEqual(ids.slice(0, 3));
  const second = await interactions(`?limit=3&cursor=${first.next_cursor}`);
  expect(idsOf(second)).toEqual(ids.slice(3));
  expect(second.next_cursor).toBeNull();
  const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(first.interactions[0]).toEqual({
    interaction_id: ids[0],
    flow_id: world.flow,
    flow_version_id: world.flowVersion,
    flow_version: 1,
    status: "running",
    outcome: null,
    call_result: null,
    started_at: moment,
    finished_at: null,
    contact: CONTACTS.at(-1),
  });
});

const HOUR = 3_600_000;
const at = (ms: number) => new Date(Date.now() + ms).toISOString();
test.each<[string, () => string, number[]]>([
  ["of a number, however it is written", () => "contact=%2B1%20(202)%20555-0123", [0, 3]],
  ["of a number that was not called", () => "contact=%2B12025550199", []],
  ["of a flow", () => `flow=${world.flow}`, [0, 1, 2, 3]],
  ["of another account's flow", () => `flow=${other.flow}`, []],
  ["that run", () => "status=running", [0, 1, 2, 3]],
  ["that were cancelled", () => "status=cancelled", []],
  ["started in a time", () => `from=${at(-HOUR)}&to=${at(HOUR)}`, [0, 1, 2, 3]],
  ["started before a moment", () => `to=${at(-HOUR)}`, []],
  ["started after a moment", () => `from=${at(HOUR)}`, []],
])("interactions %s", async (_what, query, expected) => {
  expect(idsOf(await interactions(`?${query()}`))).toEqual(expected.map((index) => ids[index]));
});

test("a number that a sensitive variable holds is neither shown nor found", async () => {
  const { owner } = world.database;
  await owner.query("alter table flow_version disable trigger published_stays");
  const mark = (sensitive: boolean) =>
    owner.query(
      "update flow_version set definition = jsonb_set(definition, '{variables,contact_1,sensitive}', $2) where id = $1",
      [world.flowVersion, String(sensitive)],
    );
  await mark(true);
  expect((await interactions()).interactions[0]?.contact).toBe("••••••");
  expect(idsOf(await interactions("?contact=%2B12025550123"))).toEqual([]);
  await mark(false);
});

test.each([
  ["status=done", "status"],
  ["limit=0", "limit"],
  ["limit=101", "limit"],
  ["limit=ten", "limit"],
  ["cursor=1", "cursor"],
  ["from=yesterday", "from"],
  ["flow=x", "flow"],
  ["contact=555", "contact"],
  ["colour=red", "colour"],
  ["limit=1&limit=2", "limit"],
  ["contact=%00", "contact"],
])("400 for %s names the parameter", async (query, name) => {
  const { fields } = await problemOf(await get(`/api/interactions?${query}`), 400, "invalid_request");
  expect(fields.map((field) => field.name)).toEqual([name]);
});

test("flows, page by page, and one with its arguments", async () => {
  type Flows = { flows: { flow_id: string }[]; next_cursor: string | null };
  const found: string[] = [];
  let cursor = "";
  for (let pages = 0; pages < 50; pages += 1) {
    const page = (await (await get(`/api/flows?limit=2${cursor}`)).json()) as Flows;
    found.push(...page.flows.map(({ flow_id }) => flow_id));
    if (page.next_cursor === null) break;
    cursor = `&cursor=${page.next_cursor}`;
  }
  const { rows } = await world.database.owner.query("select id from flow where account_id = $1 order by id", [
    world.account,
  ]);
  expect(found).toEqual(rows.map(({ id }) => id));
  const flow = (await (await get(`/api/flows/${world.flow}`)).json()) as Record<string, unknown>;
  expect(flow).toMatchObject({
    flow_id: world.flow,
    name: "Report a problem",
    published_version: 1,
    archived_at: null,
  });
  expect(flow.arguments).toMatchObject([{ name: "contact_1" }, { name: "contact_2" }]);
});

test("a flow's versions, and one with its document", async () => {
  const { versions } = (await (await get(`/api/flows/${world.flow}/versions`)).json()) as { versions: object[] };
  expect(versions).toMatchObject([{ flow_version_id: world.flowVersion, number: 1, current: true }]);
  const version = (await (await get(`/api/flows/${world.flow}/versions/1`)).json()) as { document: { start: string } };
  expect(version).toMatchObject({ ...versions[0], document: { start: "trigger" } });
});

test.each([
  ["another account's flow", () => `/api/flows/${other.flow}`, "flow_not_found"],
  ["no UUID", () => "/api/flows/x", "flow_not_found"],
  ["another account's versions", () => `/api/flows/${other.flow}/versions`, "flow_not_found"],
  ["another account's version", () => `/api/flows/${other.flow}/versions/1`, "flow_not_found"],
  ["a version that is not there", () => `/api/flows/${world.flow}/versions/2`, "version_not_found"],
  ["no version's number", () => `/api/flows/${world.flow}/versions/latest`, "version_not_found"],
])("404: %s", async (_what, path, code) => {
  await problemOf(await get(path()), 404, code);
});

test.each([
  ["/api/interactions", "flows-interactions:read"],
  ["/api/flows", "flows:read"],
  ["/api/flows/{flow}", "flows:read"],
  ["/api/flows/{flow}/versions", "flows:read"],
  ["/api/flows/{flow}/versions/1", "flows:read"],
])("GET %s takes %s and nothing less", async (path, scope) => {
  const address = path.replace("{flow}", world.flow);
  expect((await get(address, await tokenOf(world, scope))).status).toBe(200);
  await problemOf(await get(address, await tokenOf(world, "flows-interactions:start")), 403, "insufficient_scope");
  await problemOf(await get(address, "x"), 401, "unauthorized");
});
