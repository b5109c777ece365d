import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { testInputs } from "@/components/editor/test/inputs";
import { registry } from "@/components/flow/registry";
import { exitsNotTaken, exitsToTake, findWay } from "@/engine/coverage";
import type { Draft } from "@/engine/edit/draft";
import { flowTest, pathOf, runFlowTest, TEST_STARTS_AT, testOfRun } from "@/engine/simulate";
import { demo } from "../canvas/large-flow";

const setupOf = (draft: Draft) => ({
  arguments: Object.fromEntries(testInputs(registry, draft).map(({ name, suggestion }) => [name, suggestion])),
  ...{ seed: "1", started_at: TEST_STARTS_AT },
});

/** Flows of the product and of its calls' tests, and the exits for which no run is found: they hang on what nobody can guess, or nothing can take them. */
const FLOWS: [file: string, exits: number, notFound: string[]][] = [
  ["prisma/seed/report-a-problem.json", 8, []],
  ["prisma/seed/service-desk.json", 63, ["look_up.ok", "never_again.not_added", "call_back.invalid_caller_id"]],
  ["tests/calls/flows/answering.json", 11, []],
  ["tests/calls/flows/keys.json", 14, []],
  ["tests/calls/flows/speech.json", 15, []],
  [
    "tests/calls/flows/rules.json",
    38,
    ["hours.no_match", "closed_hours.open", "days.no_match", "other_days.holiday", "split.b"],
  ],
];

test.each(FLOWS)("%s: a test is made for each exit, takes it, and passes", (file, exits, notFound) => {
  const draft = JSON.parse(readFileSync(file, "utf8")) as Draft;
  const goals = exitsToTake(registry, draft);
  expect(goals).toHaveLength(exits);
  const missed = goals.filter((goal) => {
    const way = findWay(registry, draft, goal, setupOf(draft));
    if (!way.found) return true;
    const wanted = `${goal.step}.${goal.exit}`;
    const made = flowTest.parse(testOfRun(way.simulation, wanted));
    expect(made.expect.outcome, wanted).not.toBeNull();
    expect(runFlowTest(registry, draft, made), wanted).toMatchObject({ ok: true, path: pathOf(way.simulation) });
    expect(exitsNotTaken(registry, draft, [made.expect.path])).not.toContainEqual(goal);
    return false;
  });
  expect(missed.map(({ step, exit }) => `${step}.${exit}`)).toEqual(notFound);
});

describe("what the tests leave out", () => {
  const draft = demo();
  const named = (ways: string[], of: Draft = draft) =>
    exitsNotTaken(registry, of, ways).map(({ step, exit }) => `${step}.${exit}`);

  test("is all but what their ways take", () => {
    expect(named([])).toHaveLength(8);
    expect(named(["trigger.ok call_customer.busy end.", "trigger.ok call_customer.no_answer end."])).toEqual([
      "call_customer.answered",
      "call_customer.invalid_number",
      "announce.ok",
      "call_agent.no_answer",
      "call_agent.invalid_number",
    ]);
  });

  test("holds the way of all hang-ups and of faults, where they lead to a step", () => {
    const handled = demo();
    handled.on_hang_up = "end";
    handled.steps.announce!.on_error = { do: "go_to", step: "end" };
    expect(named([], handled)).toEqual(expect.arrayContaining(["trigger.contact_hung_up", "announce.error"]));
    const ways = ["trigger.ok call_customer.answered announce.contact_hung_up end."];
    expect(named(ways, handled)).not.toContain("trigger.contact_hung_up");
    expect(named(ways, handled)).toContain("announce.error");
  });
});

describe("why there is none", () => {
  const why = (draft: Draft, step: string, exit: string) => {
    const way = findWay(registry, draft, { step, exit }, setupOf(draft));
    return way.found ? "found" : way.why;
  };
  const changed = (change: (draft: Draft) => void) => {
    const draft = demo();
    change(draft);
    return draft;
  };
  const cutOff = changed(({ steps }) => {
    steps.call_customer!.exits.answered = "end";
  });
  const broken = changed(({ steps }) => {
    steps.call_customer!.config = {};
  });
  test.each([
    [cutOff, "call_agent", "no_answer", "No way through the flow leads there."],
    [broken, "announce", "ok", "The draft cannot run yet. Put its problems right first."],
  ])("%#", (draft, step, exit, text) => expect(why(draft, step, exit)).toBe(text));

  test("names the step and the exit at which the way ends", () => {
    const desk = JSON.parse(readFileSync("prisma/seed/service-desk.json", "utf8")) as Draft;
    expect(why(desk, "look_up", "ok")).toMatch(/^“Look the customer up” was never left by “OK”: /);
  });
});
