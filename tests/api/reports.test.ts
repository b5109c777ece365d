import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { recordCalls } from "../support/recorded-calls";
import { type TestWorld, testWorld } from "../support/world";
import { tokenOf } from "./ask";

/** Over a week, six of ten joined, and one of ten each busy, nobody there, hung up, and without the agent. */
const CALLS = 2100;
const JOBS = "/api/reports/studio-flow-execution/jobs";
let world: TestWorld;
beforeAll(async () => {
  world = await testWorld({ worker: false });
  const { owner } = world.database;
  const { account, flow, flowVersion: version, clientId: client, carrier } = world;
  await owner.query("update oauth_client set scopes = scopes || '{reports:read}'");
  await recordCalls(owner, { account, flow, version, client, carrier }, CALLS, 7);
  const { projectNext } = await import("@/server/reports/projection/mutations");
  while (await projectNext([account as AccountId], 1000, true));
});

const ask = async (path: string, { headers = {}, ...init }: RequestInit = {}, scope = "reports:read") =>
  fetch(`${world.baseUrl}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${await tokenOf(world, scope)}`, "content-type": "application/json", ...headers },
  });
const moment = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const timespan = { from: moment(-9), to: moment(1) };
const request = (change: object = {}) =>
  ask(JOBS, { method: "POST", body: JSON.stringify({ name: "Week", timezone: "Europe/Lisbon", timespan, ...change }) });

type Summary = { counts: { measure: string; key: string; number: number }[]; talk: { count: number; median: number } };

test("the summary counts each interaction once, and only of whom it was asked", async () => {
  const summary = async (query = "") =>
    (await (await ask(`/api/reports/summary?from=${timespan.from}&to=${timespan.to}${query}`)).json()) as Summary;
  const { counts, talk } = await summary();
  const of = (measure: string, key = "") => counts.find((one) => one.measure === measure && one.key === key)?.number;
  expect([of("started"), of("rung"), of("joined"), of("abandoned")]).toEqual([CALLS, CALLS, CALLS * 0.6, CALLS * 0.1]);
  expect([of("answered_by", "person"), of("answered_by", "nobody")]).toEqual([CALLS * 0.8, CALLS * 0.2]);
  expect(talk.count).toBe(CALLS * 0.6);
  expect((await summary("&client=nobody")).counts).toEqual([]);
  const parts = await Promise.all(
    Array.from({ length: 10 }, (_, day) =>
      ask(`/api/reports/summary?from=${moment(day - 9)}&to=${moment(day - 8)}`).then(
        (one) => one.json() as Promise<Summary>,
      ),
    ),
  );
  const started = parts.flatMap((part) => part.counts.filter(({ measure }) => measure === "started"));
  expect(started.reduce((sum, { number }) => sum + number, 0)).toBe(CALLS);
});

describe("a report", () => {
  test.each(["csv", "ndjson", "json"] as const)(
    "as %s is whole, says so, and can be read on from where it broke off",
    async (format) => {
      const asked = await request({ format, filters: { exit: "Busy" } });
      expect(asked.status).toBe(202);
      const { id } = (await asked.json()) as { id: string };
      expect((await ask(`${JOBS}/${id}/file`)).status).toBe(409);
      const { writeExport } = await import("@/server/reports/exports/mutations");
      await writeExport(world.account as AccountId, id);
      // Whoever does the job again changes nothing.
      await writeExport(world.account as AccountId, id);
      const job = (await (await ask(`${JOBS}/${id}`)).json()) as { rows: number; bytes: number; sha256: string };
      expect(job).toMatchObject({ status: "done", progress: 1, rows: CALLS * 0.1 });
      const response = await ask(`${JOBS}/${id}/file`);
      const file = await response.text();
      expect(Buffer.byteLength(file)).toBe(job.bytes);
      const end = format === "json" ? file.lastIndexOf("\n]") : file.trimEnd().lastIndexOf("\n") + 1;
      expect(createHash("sha256").update(file.slice(0, end)).digest("hex")).toBe(job.sha256);
      expect(file.slice(end)).toContain(job.sha256);
      expect(file.slice(end)).toMatch(new RegExp(`rows"?:? ?${CALLS * 0.1}`));
      if (format === "json") expect(JSON.parse(file).entries).toHaveLength(CALLS * 0.1);
      const range = { range: "bytes=1000-", "if-range": response.headers.get("etag") ?? "" };
      const rest = await ask(`${JOBS}/${id}/file`, { headers: range });
      expect([rest.status, await rest.text()]).toEqual([206, file.slice(1000)]);
    },
  );

  test("of several pages has every row of the timespan once, also where its job died between two", async () => {
    const { id } = (await (await request({ format: "ndjson" })).json()) as { id: string };
    const { writeExport } = await import("@/server/reports/exports/mutations");
    const { owner } = world.database;
    // A part that cannot be written stops the job after the first.
    await owner.query(`alter table report_export_part add constraint dies check (nth < 1 or export_id <> '${id}')`);
    await expect(writeExport(world.account as AccountId, id)).rejects.toThrow();
    await owner.query("alter table report_export_part drop constraint dies");
    await writeExport(world.account as AccountId, id);
    const lines = (await (await ask(`${JOBS}/${id}/file`)).text())
      .trim()
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    const { rows } = await owner.query("select count(*)::int as rows from step_fact");
    expect(new Set(lines.map((line) => `${line["Interaction ID"]} ${line["Step Order"]} ${line.Kind}`)).size).toBe(
      rows[0].rows,
    );
    expect(lines).toHaveLength(rows[0].rows);
    expect(lines[0]["Step Started"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)$/);
  });

  test("has variables as its last columns, which an admin has chosen", async () => {
    const { owner } = world.database;
    await owner.query("update account set report_variables = '{contact_2,contact_1}' where id = $1", [world.account]);
    const { writeExport } = await import("@/server/reports/exports/mutations");
    const fileOf = async (format: string) => {
      const asked = await request({ format, filters: { exit: "Busy" }, variables: ["contact_2"] });
      const { id } = (await asked.json()) as { id: string };
      await writeExport(world.account as AccountId, id);
      return (await ask(`${JOBS}/${id}/file`)).text();
    };
    const [head, row] = (await fileOf("csv")).split("\n");
    expect(head).toMatch(/,Agent Number,contact_2$/);
    expect(row).toMatch(/,\+12025550130$/);
    for (const text of [
      (await fileOf("ndjson")).split("\n")[0]!,
      JSON.stringify(JSON.parse(await fileOf("json")).entries[0]),
    ])
      expect(JSON.parse(text)).toMatchObject({ contact_2: "+12025550130", Kind: "step" });
    expect((await request({ variables: ["who"] })).status).toBe(400);
    expect((await request({ filters: { contact_2: "+12025550130" } })).status).toBe(400);
    expect((await request({ variables: Array.from({ length: 11 }, () => "contact_2") })).status).toBe(400);
  });

  test.each<[string, () => Promise<Response>, number]>([
    ["without the scope", () => ask(JOBS, { method: "POST", body: "{}" }, "flows-interactions:read"), 403],
    [
      "of a time that ends before it begins",
      () => request({ timespan: { from: timespan.to, to: timespan.from } }),
      400,
    ],
    ["of a longer time than may be", () => request({ timespan: { from: moment(-500), to: timespan.to } }), 400],
    ["in no time zone", () => request({ timezone: "Nowhere/Land" }), 400],
    ["that nobody asked for", () => ask(`${JOBS}/00000000-0000-7000-8000-000000000000`), 404],
    ["that is no report", () => ask(`${JOBS}/1/file`), 404],
  ])("%s is refused", async (_what, asked, status) => {
    expect((await asked()).status).toBe(status);
  });
});

test("a contact that a sensitive variable holds is in no fact, however it is written", async () => {
  const { owner } = world.database;
  const may = async (number: string, ...secrets: string[]) =>
    (await owner.query("select patchcord_may_show($1, $2) as may", [number, secrets])).rows[0].may;
  const hidden = [
    ["+12025550123"],
    ["(202) 555-0123"],
    ["0012025550123"],
    ["+1 202 555 0123 ext. 4"],
    ["x", "2025550123"],
  ];
  for (const secrets of hidden) expect([secrets, await may("+12025550123", ...secrets)]).toEqual([secrets, false]);
  expect(await may("+18003569377", "+1 800 FLOWERS")).toBe(false);
  for (const secrets of [[], ["Ada Lovelace"], ["+12025550199"]])
    expect(await may("+12025550123", ...secrets)).toBe(true);
});
