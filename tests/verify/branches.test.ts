import { describe, expect, it } from "vitest";
import { registry } from "@/components/flow/registry";
import type { Draft } from "@/engine/edit/draft";
import { verify } from "@/engine/verify";
import { flow, NAMES, step } from "./flow";

/** What the verifier finds in a step with branches: `severity code field` each; wiring is complete. */
type Branch = { id?: string; name?: string; [key: string]: unknown };

const VARIABLES: Draft["variables"] = {
  to: { type: "string" },
  other: { type: "string" },
  count: { type: "number" },
  limit: { type: "number" },
  known: { type: "boolean" },
};
const names = { ...NAMES, calendar: new Map([["Holidays", { id: "1" }]]) };

function findings(component: string, branches: Branch[]): string[] {
  const named = branches.map((branch, at) => ({ id: `b${at}`, name: `B${at}`, ...branch }));
  const exits = Object.fromEntries(named.map(({ id }) => [id, "end"]));
  const more: Record<string, string> = component === "traffic_splitter" ? {} : { no_match: "end" };
  const draft = flow({ it: step(component, { branches: named }, { ...exits, ...more }) }, { variables: VARIABLES });
  return verify(registry, draft, names)
    .filter((problem) => problem.step === "it" && problem.code !== "variable_never_set")
    .map(({ severity, code, field }) => `${severity} ${code} ${field.slice(2).join(".")}`);
}

const when = (variable: string, operator: string, value?: unknown, more: object = {}) => ({
  variable,
  operator,
  ...(value === undefined ? {} : { value }),
  ...more,
});
const all = (...conditions: object[]) => ({ conditions });
const any = (...conditions: object[]) => ({ match: "any", conditions });

describe("a conditional statement", () => {
  it.each<[string, Branch[], string[]]>([
    ["nothing wrong", [all(when("to", "equals", "1")), all(when("to", "equals", "2"))], []],
    ["a value or a variable", [all(when("to", "equals"))], ["error config_invalid 0.conditions.0.value"]],
    [
      "not both",
      [all(when("to", "equals", "1", { value_variable: "other" }))],
      ["error config_invalid 0.conditions.0.value_variable"],
    ],
    ["none where none is compared", [all(when("to", "is_empty"))], []],
    ["a bad pattern", [all(when("to", "matches", "(a"))], ["error pattern_invalid 0.conditions.0.value"]],
    [
      "a pattern that RE2 does not know",
      [all(when("to", "matches", "(?=a)"))],
      ["error pattern_invalid 0.conditions.0.value"],
    ],
    [
      "a pattern that repeats beyond measure",
      [all(when("to", "matches", "(.{1,500}){1,9}"))],
      ["error pattern_invalid 0.conditions.0.value"],
    ],
    ["a number with a text", [all(when("count", "equals", "many"))], ["error type_mismatch 0.conditions.0.value"]],
    ["a number with a number", [all(when("count", "less_than", 3)), all(when("count", "equals", "3.5"))], []],
    ["yes or no with a text", [all(when("known", "equals", "maybe"))], ["error type_mismatch 0.conditions.0.value"]],
    ["yes or no with yes", [all(when("known", "equals", true)), all(when("known", "not_equals", "TRUE"))], []],
    [
      "an order of yes and no",
      [all(when("known", "less_than", "true"))],
      ["error type_mismatch 0.conditions.0.operator"],
    ],
    ["a part of yes or no", [all(when("known", "contains", "t"))], ["error type_mismatch 0.conditions.0.operator"]],
    [
      "variables of different types",
      [all(when("count", "equals", undefined, { value_variable: "known" }))],
      ["error type_mismatch 0.conditions.0.value_variable"],
    ],
    ["a text may hold a number", [all(when("to", "greater_than", undefined, { value_variable: "limit" }))], []],
    [
      "the same branch again",
      [all(when("to", "equals", "1")), all(when("to", "equals", "1"))],
      ["warning branch_never_matches 1"],
    ],
    [
      "a narrower branch after a wider one",
      [
        any(when("to", "is_not_empty"), when("other", "equals", "x")),
        all(when("to", "equals", "1"), when("to", "is_not_empty")),
      ],
      ["warning branch_never_matches 1"],
    ],
    [
      "a wider branch after a narrower one",
      [all(when("to", "equals", "1"), when("other", "equals", "x")), all(when("to", "equals", "1"))],
      [],
    ],
    [
      "two values at once",
      [all(when("to", "equals", "1"), when("to", "equals", "2"))],
      ["warning branch_never_matches 0"],
    ],
    ["two spellings of one value", [all(when("to", "equals", "1"), when("to", "equals", "1.0"))], []],
    [
      "two cases of one text",
      [all(when("to", "equals", "a"), when("to", "equals", "A", { case_sensitive: true }))],
      [],
    ],
    ["empty and not", [all(when("to", "is_empty"), when("to", "is_not_empty"))], ["warning branch_never_matches 0"]],
    [
      "a number out of its own bounds",
      [all(when("to", "equals", "5"), when("to", "greater_than", "10"))],
      ["warning branch_never_matches 0"],
    ],
    ["either of two values", [any(when("to", "equals", "1"), when("to", "equals", "2"))], []],
    [
      "an id that the step has anyway",
      [{ ...all(when("to", "is_empty")), id: "no_match" }],
      ["error config_invalid ", "error exit_duplicate "],
    ],
    [
      "one id twice",
      [
        { ...all(when("to", "is_empty")), id: "x" },
        { ...all(when("to", "equals", "1")), id: "x" },
      ],
      ["error config_invalid ", "error exit_duplicate "],
    ],
  ])("%s", (_name, branches, expected) => {
    expect(findings("conditional_statement", branches)).toEqual(expected);
  });
});

const hours = (from: string, to: string, days = ["mon"], timezone = "Europe/Lisbon") => ({
  timezone,
  ranges: [{ days, from, to }],
});

describe("time rules", () => {
  it.each<[string, Branch[], string[]]>([
    ["nothing wrong", [hours("09:00", "18:00")], []],
    ["past midnight", [hours("22:00", "06:00")], ["warning range_past_midnight 0.ranges.0.to"]],
    ["until midnight", [hours("22:00", "24:00"), hours("18:00", "00:00", ["tue"])], []],
    ["no time at all", [hours("09:00", "09:00")], ["error config_invalid 0.ranges.0.to"]],
    [
      "a time that is none",
      [hours("9:00", "25:00")],
      ["error config_invalid 0.ranges.0.from", "error config_invalid 0.ranges.0.to"],
    ],
    ["24:00 as a beginning", [hours("24:00", "06:00")], ["error config_invalid 0.ranges.0.from"]],
    ["a zone that is none", [hours("09:00", "18:00", ["mon"], "Mars/Olympus")], ["error config_invalid 0.timezone"]],
    ["no days", [hours("09:00", "18:00", [])], ["error config_invalid 0.ranges.0.days"]],
    ["hours that are taken", [hours("08:00", "20:00"), hours("09:00", "18:00")], ["warning branch_never_matches 1"]],
    ["hours that are taken in another zone", [hours("08:00", "20:00"), hours("09:00", "18:00", ["mon"], "UTC")], []],
    [
      "hours that are taken in the same zone under its former name",
      [hours("08:00", "20:00", ["mon"], "Europe/Kiev"), hours("09:00", "18:00", ["mon"], "Europe/Kyiv")],
      ["warning branch_never_matches 1"],
    ],
    [
      "hours that two branches take together",
      [hours("08:00", "12:00"), hours("12:00", "20:00"), hours("09:00", "18:00")],
      ["warning branch_never_matches 2"],
    ],
  ])("%s", (_name, branches, expected) => {
    expect(findings("time_rules", branches)).toEqual(expected);
  });
});

const dates = (...list: object[]) => ({ timezone: "Europe/Lisbon", dates: list });

describe("calendar rules", () => {
  it.each<[string, Branch[], string[]]>([
    ["nothing wrong", [dates({ from: "2026-12-24", to: "2027-01-06", annual: true })], []],
    [
      "days that are taken in the same zone under its former name",
      ["Asia/Saigon", "Asia/Ho_Chi_Minh"].map((timezone) => ({ ...dates({ from: "2026-12-24" }), timezone })),
      ["warning branch_never_matches 1"],
    ],
    ["a calendar of the account", [{ timezone: "UTC", calendar: "Holidays" }], []],
    ["a calendar that is not there", [{ timezone: "UTC", calendar: "Lunch" }], ["error name_missing 0.calendar"]],
    ["dates or a calendar", [{ timezone: "UTC" }], ["error config_invalid 0.dates"]],
    ["not both", [{ ...dates({ from: "2026-01-01" }), calendar: "Holidays" }], ["error config_invalid 0.calendar"]],
    ["a day that is none", [dates({ from: "2026-02-29" })], ["error config_invalid 0.dates.0.from"]],
    [
      "an end before its beginning",
      [dates({ from: "2026-02-02", to: "2026-02-01" })],
      ["error config_invalid 0.dates.0.to"],
    ],
    [
      "more than a year, every year",
      [dates({ from: "2026-02-02", to: "2027-02-02", annual: true })],
      ["error config_invalid 0.dates.0.to"],
    ],
    [
      "days that are taken",
      [dates({ from: "2026-02-01", to: "2026-02-28" }), dates({ from: "2026-02-14" })],
      ["warning branch_never_matches 1"],
    ],
    [
      "a calendar twice",
      [
        { timezone: "UTC", calendar: "Holidays" },
        { timezone: "UTC", calendar: "Holidays" },
      ],
      ["warning branch_never_matches 1"],
    ],
    [
      "a calendar in two zones",
      [
        { timezone: "UTC", calendar: "Holidays" },
        { timezone: "Asia/Kathmandu", calendar: "Holidays" },
      ],
      [],
    ],
  ])("%s", (_name, branches, expected) => {
    expect(findings("calendar_rules", branches)).toEqual(expected);
  });
});

describe("a traffic splitter", () => {
  it.each<[string, Branch[], string[]]>([
    ["nothing wrong", [{ weight: 1 }, { weight_variable: "count" }], []],
    ["a weight or a variable", [{ weight: 1 }, {}], ["error config_invalid 1.weight"]],
    ["not both", [{ weight: 1, weight_variable: "count" }], ["error config_invalid 0.weight_variable"]],
    [
      "out of bounds",
      [{ weight: 0 }, { weight: 1_000_001 }],
      ["error config_invalid 0.weight", "error config_invalid 1.weight"],
    ],
    ["none enabled", [{ weight: 1, enabled: false }], ["error config_invalid "]],
  ])("%s", (_name, branches, expected) => {
    expect(findings("traffic_splitter", branches)).toEqual(expected);
  });

  it("says the shares of its exits to one decimal", () => {
    const { definition } = registry.get("traffic_splitter")!;
    const notes = (branches: Branch[]) => definition.exits({ branches }).map(({ note }) => note);
    expect(notes([{ weight: 1 }, { weight: 1 }, { weight: 1 }])).toEqual(["33.3 %", "33.3 %", "33.3 %"]);
    expect(notes([{ weight: 3 }, { weight: 1, enabled: false }, { weight: 1 }])).toEqual(["75.0 %", "off", "25.0 %"]);
    expect(notes([{ weight: 3 }, { weight_variable: "count" }])).toEqual(["weight 3", "by variable"]);
  });
});
