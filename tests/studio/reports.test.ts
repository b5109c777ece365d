import { describe, expect, test } from "vitest";
import type { EngineEvent, State } from "@/engine/run/state";
import { csvCell } from "@/server/platform/csv-cell";
import type { ExportLine } from "@/server/reports/data";
import { legEnd } from "@/server/reports/leg-end";
import { MASKED, mask, sensitiveValues } from "@/server/reports/mask";
import { interactionFilters, meaningOf } from "@/server/reports/search/filters";
import { stepRows } from "@/server/reports/step-rows";

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds)).toISOString();

describe("the step report", () => {
  const events: EngineEvent[] = [
    { event: "step_entered", visit: 1, step: "dial", component: "make_outbound_call", at: at(0) },
    { event: "step_left", visit: 1, exit: "busy", at: at(2) },
    { event: "step_entered", visit: 2, step: "end", component: "end_flow", at: at(2) },
    { event: "step_left", visit: 2, exit: "", at: at(2) },
    { event: "interaction_ended", status: "completed", outcome: "ended", at: at(2) },
  ];
  const definition = {
    variables: { who: { type: "string", sensitive: true } },
    steps: {
      dial: { component: "make_outbound_call", name: "=Call", config: { from: "+12025550101", to_variable: "who" } },
      end: { component: "end_flow", name: "End", config: {} },
    },
  };
  const line: ExportLine = {
    id: "i",
    flowName: "Report a problem",
    flowVersion: 3,
    definition,
    state: { variables: { who: "+12025550140" } } as unknown as State,
    startedAt: new Date(at(0)),
    finishedAt: new Date(at(2)),
    callId: "CA1",
    destination: "+12025550140",
    origin: "+12025550101",
    events: [events.slice(0, 1), events.slice(1)],
    dials: [],
  };
  const rows = stepRows(line);

  test("has a row for each step execution, in order", () => {
    expect(
      rows.map(({ order, component, exit, time_in_step_seconds }) => [order, component, exit, time_in_step_seconds]),
    ).toEqual([
      [1, "Make outbound call", "Busy", 2],
      [2, "End flow", "", 0],
    ]);
    expect(rows[0]).toMatchObject({ call_id: "CA1", flow_execution_id: "i", origin: "+12025550101", flow_version: 3 });
  });

  const WAITED = { code: "rung_too_often", message: "+12025550140 was rung as often as the account allows." } as const;
  const US = { place: "US", countries: "own" } as const;
  const refused = { code: "do_not_call", message: "+12025550140 is on the account's do-not-call list." };
  const withError = (error: { code: string; message: string }) => [
    [events[0], { event: "step_left", visit: 1, exit: "error", at: at(2), error }, ...events.slice(2)],
  ];
  test.each<[what: string, change: Partial<ExportLine>, decision: string]>([
    [
      "was allowed",
      { dials: [{ visit: 1, decision: US, held: false }] },
      "Allowed: United States is a country of the account's own numbers.",
    ],
    [
      "waits",
      { dials: [{ visit: 1, decision: { ...US, waited: WAITED }, held: true }] },
      "Not yet: •••• was rung as often as the account allows.",
    ],
    [
      "had waited",
      { dials: [{ visit: 1, decision: { ...US, waited: WAITED }, held: false }] },
      "Allowed: United States is a country of the account's own numbers. It had waited: •••• was rung as often as the account allows.",
    ],
    ["was refused", { events: withError(refused) }, "Refused: •••• is on the account's do-not-call list."],
    ["failed for another reason", { events: withError({ code: "carrier_silent", message: "…" }) }, ""],
    ["nobody decided about", {}, ""],
  ])("says why a ring was made or not: one that %s", (_what, change, decision) => {
    const [dial, end] = stepRows({ ...line, ...change });
    expect(dial?.ring_decision?.toString().replaceAll(MASKED, "••••")).toBe(decision);
    expect(end?.ring_decision).toBe("");
  });

  test("covers sensitive values", () => {
    expect(JSON.stringify(rows)).not.toContain("+12025550140");
  });
});

describe("an agent's leg", () => {
  const events = [0, 3, 5].map((seconds) => ({ at: new Date(at(seconds)) }));
  test.each([
    ["was answered: it ends with its forward, the next event", 1, null, null, 3],
    ["has not ended", 6, null, null, null],
    ["is said to be answered when all is over", 6, null, 5, 6],
    ["was not answered", null, 4, 5, 4],
    ["rings", null, null, null, null],
  ])("that %s", (_what, answered, ended, finished, end) => {
    const time = (seconds: number | null) => (seconds === null ? null : new Date(at(seconds)));
    expect(legEnd({ answeredAt: time(answered), endedAt: time(ended) }, events, time(finished))).toEqual(time(end));
  });
});

test.each([
  ["=1+1", "'=1+1"],
  ["+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"],
  ["-2", "'-2"],
  ["@sum(a1)", "'@sum(a1)"],
  ["\t=1", "'\t=1"],
  [" =1+1", "' =1+1"],
  ["\n=1+1", "'\n=1+1"],
  ["\uff1d1+1", "'\uff1d1+1"],
  ["\uff0b1", "'\uff0b1"],
  ["+12025550140", "+12025550140"],
  ["Call the customer", "Call the customer"],
])("a cell %j becomes %j", (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});

test("a longer secret is covered before a shorter one inside it", () => {
  const secrets = sensitiveValues({ a: { sensitive: true }, b: { sensitive: true }, c: {} }, [
    { a: "12", b: "1234", c: "9" },
  ]);
  expect(mask("1234 and 12 and 9", secrets)).toBe("•••••• and •••••• and 9");
});

test.each(["+1 (202) 555-0140", "\u202a+12025550140\u202c", "tel:+12025550140", "+12025550140 ext. 7"])(
  "the number that a secret dials is covered: %s",
  (who) => {
    const secrets = sensitiveValues({ who: { sensitive: true } }, [{ who }]);
    expect(mask("Calls +12025550140.", secrets)).toBe("Calls ••••••.");
  },
);

test("filters that make no sense are left out, never an error", () => {
  expect(interactionFilters.parse({ status: "nonsense", flow: "x", outcome: "ended" })).toEqual({ outcome: "ended" });
});

const ID = "01a2266d-86fc-7723-9e13-4d00f36c4231";
test.each([
  [undefined, null],
  ["  ", null],
  ["555-0124", { digits: "5550124" }],
  ["+1 (202) 555.01/24", { digits: "12025550124" }],
  [ID, { id: ID }],
  [` https://studio.example/interactions/${ID}?x=1`, { id: ID }],
  ["Ada", "nothing"],
  ["Ada 555", "nothing"],
  ["+", "nothing"],
])("a search for %j means %j", (typed, meaning) => {
  expect(meaningOf(typed)).toEqual(meaning);
});
