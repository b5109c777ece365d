import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { MASKED } from "@/server/reports/mask";
import { cellsOf } from "@/server/reports/variable-cells";
import { publishFlow } from "../support/publish-flow";
import { recordCalls } from "../support/recorded-calls";
import { refusal, studioWorld } from "./studio-world";

describe("a variable as a cell", () => {
  const FLAGS = { who: { sensitive: true }, text: {}, count: {}, yes: {} };
  test.each<[what: string, values: Parameters<typeof cellsOf>[1], cells: object]>([
    ["that is sensitive is masked", { who: "+12025550140" }, { who: MASKED, text: null }],
    [
      "that holds the value of a sensitive one is masked there",
      { who: "Ada", text: "For Ada." },
      { text: `For ${MASKED}.` },
    ],
    [
      "that is the same number written otherwise is masked",
      { who: "+12025550140", text: "(202) 555-0140" },
      { text: MASKED },
    ],
    ["that is another number is shown", { who: "+12025550140", text: "+12025550141" }, { text: "+12025550141" }],
    ["that was erased is empty", { who: null, text: null }, { who: null, text: null }],
    ["that is not there is empty", {}, { who: null, text: null, count: null }],
    ["that is no text is shown", { count: 3, yes: true }, { count: 3, yes: "true" }],
  ])("%s", (_what, values, cells) => {
    expect(cellsOf(FLAGS, values, Object.keys(FLAGS))).toMatchObject(cells);
  });
});

const world = await studioWorld();
const { ours, theirs, as } = world;
const { owner } = world.database;
const COUNT = 20;

beforeAll(async () => {
  const definition = JSON.parse(readFileSync("prisma/seed/report-a-problem.json", "utf8"));
  definition.name = "With a secret";
  definition.variables.contact_1.sensitive = true;
  const secret = await publishFlow(ours.account, definition);
  const { rows } = await owner.query("select published_version_id as version from flow where id = $1", [secret]);
  const { account, clientId: client, carrier, flow, flowVersion: version } = ours;
  await recordCalls(owner, { account, flow, version, client, carrier }, COUNT, 1);
  // Ids are made of a call's number and moment: these are of other moments.
  await recordCalls(owner, { account, flow: secret, version: rows[0].version, client, carrier }, COUNT, 2);
  const { projectNext } = await import("@/server/reports/projection/mutations");
  while (await projectNext([account as AccountId], 1000, true));
});

const admin = () => as("admin").reports;
const scope = { period: "30d", zone: "UTC" } as const;
const execution = (variables?: string[]) =>
  as("viewer").reports.execution({ scope, filters: {}, before: null, ...(variables ? { variables } : {}) });

describe("variables as columns", () => {
  test("are chosen by admins, from those of published flows, and at most ten", async () => {
    const { choices } = await as("viewer").reports.variables();
    expect(choices).toEqual(
      expect.arrayContaining([
        { name: "contact_1", sensitive: true },
        { name: "contact_2", sensitive: false },
      ]),
    );
    for (const role of ["viewer", "builder", "publisher"] as const)
      expect(await refusal(as(role).reports.chooseVariables({ variables: [] }))).toMatchObject({ code: "forbidden" });
    expect(await refusal(admin().chooseVariables({ variables: ["nobodys"] }))).toMatchObject({ fields: ["variables"] });
    await expect(
      admin().chooseVariables({ variables: Array.from({ length: 11 }, (_, nth) => `v${nth}`) }),
    ).rejects.toThrow();
    await admin().chooseVariables({ variables: ["contact_2", "contact_1", "contact_2"] });
    expect((await admin().variables()).chosen).toEqual(["contact_2", "contact_1"]);
    const { rows } = await owner.query("select action, after from audit_log order by id desc limit 1");
    expect(rows).toEqual([{ action: "report.variables", after: { variables: ["contact_2", "contact_1"] } }]);
    expect((await as("admin", theirs.account).reports.variables()).chosen).toEqual([]);
  });

  test("are in the flow execution report, all of them or those that are asked for, in the admins' order", async () => {
    const all = await execution();
    expect(all.variables).toEqual(["contact_2", "contact_1"]);
    expect(Object.keys(all.rows[0]!.cells).slice(-2)).toEqual(["contact_2", "contact_1"]);
    expect((await execution(["contact_1", "nobodys"])).variables).toEqual(["contact_1"]);
    expect((await execution([])).variables).toEqual([]);
  });

  test("are in the list of interactions and its export", async () => {
    const { lines, variables } = await as("viewer").interactions.list({ filters: {} });
    expect(variables).toEqual(["contact_2", "contact_1"]);
    expect(lines[0]!.variables).toMatchObject({ contact_2: "+12025550130" });
    const { stepsCsv } = await import("@/server/reports/csv");
    const [head] = (await new Response(stepsCsv(ours.account as AccountId, {}, variables)).text()).split("\n");
    expect(head).toMatch(/,order,variable_contact_2,variable_contact_1$/);
  });

  test("show nobody a sensitive one, wherever they are shown, exported or asked for", async () => {
    const { id } = await as("viewer").reports.requestExport({
      ...{ name: "All", format: "csv", scope, filters: {}, variables: ["contact_1"] },
    });
    const { writeExport } = await import("@/server/reports/exports/mutations");
    await writeExport(ours.account as AccountId, id);
    const { exportFile } = await import("@/server/reports/exports/file");
    const file = await (await exportFile(ours.account as AccountId, id, new Request("http://x/"))).text();
    const { stepsCsv } = await import("@/server/reports/csv");
    const steps = await new Response(stepsCsv(ours.account as AccountId, {}, ["contact_1"])).text();
    const listed = JSON.stringify(await as("viewer").interactions.list({ filters: {} }));
    const { rows } = await owner.query(
      "select i.id, i.state -> 'variables' ->> 'contact_1' as secret, f.name = 'With a secret' as is_secret from interaction i join flow f on f.id = i.flow_id",
    );
    const numbersOf = (isSecret: boolean) =>
      rows.filter(({ is_secret }) => is_secret === isSecret).map(({ secret }) => secret as string);
    expect(numbersOf(true)).toHaveLength(COUNT);
    const shown = new Set(numbersOf(false));
    for (const number of numbersOf(true).filter((one) => !shown.has(one)))
      for (const text of [file, steps, listed]) expect(text).not.toContain(number);
    for (const text of [file, steps, listed]) {
      expect(text).toContain(MASKED);
      expect(text).toContain(numbersOf(false)[0]);
    }
  });

  test("that are chosen no more are no columns, and cannot be asked for", async () => {
    await admin().chooseVariables({ variables: ["contact_2"] });
    expect((await execution(["contact_1", "contact_2"])).variables).toEqual(["contact_2"]);
    const asked = admin().requestExport({ name: "A", format: "csv", scope, filters: {}, variables: ["contact_1"] });
    expect(await refusal(asked)).toMatchObject({ code: "invalid_request", fields: ["variables"] });
  });
});
