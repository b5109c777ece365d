import { expect, test } from "vitest";
import { judge, type OpenAlert, type RuleReading, type Watched } from "@/server/resources/alerts/checks/judge";
import { RULE_NAMES, ruleOf, standardOf } from "@/server/resources/alerts/rules";

const NOW = new Date("2026-03-02T09:00:00Z");
const errors: Watched = { rule: "error_exits", threshold: 20, windowMinutes: 30, isMuted: false };
const reads = (value: number, subject = "", calls = 10): RuleReading => ({
  rule: "error_exits",
  subject,
  name: "",
  value,
  usual: null,
  calls,
});
const open = (change: Partial<OpenAlert> = {}): OpenAlert => ({
  ...{ id: "a", rule: "error_exits", subject: "", heldAt: NOW, isTold: true, ...change },
});
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

/** What there is, and what comes of it: [fired, held, ended, told]. */
const CASES: [string, Watched, RuleReading[], OpenAlert[], [number, string[], string[], string[]]][] = [
  ["nothing is found, and nothing is open", errors, [], [], [0, [], [], []]],
  ["below the threshold", errors, [reads(19)], [], [0, [], [], []]],
  ["at the threshold", errors, [reads(20)], [], [1, [], [], []]],
  ["of too few calls to say anything", errors, [reads(90, "", 9)], [], [0, [], [], []]],
  ["it is open already", errors, [reads(40)], [open()], [0, ["a"], [], []]],
  ["of another subject", errors, [reads(40, "b")], [open()], [1, [], [], []]],
  ["it has been gone for a minute", errors, [reads(3)], [open({ heldAt: ago(60) })], [0, [], [], []]],
  ["it has been gone for two", errors, [], [open({ heldAt: ago(120) })], [0, [], ["a"], []]],
  ["it is muted", { ...errors, isMuted: true }, [reads(40)], [open({ isTold: false })], [0, ["a"], [], []]],
  ["it is muted no more", errors, [reads(40)], [open({ isTold: false })], [0, ["a"], [], ["a"]]],
];

test.each(CASES)("%s", (_what, watched, readings, alerts, [fired, held, ended, tell]) => {
  const judged = judge([watched], readings, alerts, NOW);
  expect([judged.fired.length, judged.held.map(({ id }) => id), judged.ended, judged.tell]).toEqual([
    ...[fired, held, ended, tell],
  ]);
});

test.each(RULE_NAMES)("%s fires beyond its threshold, not short of it, and says so in a sentence", (name) => {
  const { threshold } = standardOf(name);
  const found = (value: number, usual: number | null = null) => ({ subject: "", name: "Thing", value, usual });
  const [wrong, right] =
    name === "answer_rate"
      ? [found(20, 60), found(50, 60)]
      : name === "flow_silent"
        ? [found(0, threshold), found(1, threshold)]
        : name === "disk_full"
          ? [found(threshold - 1), found(threshold)]
          : [found(threshold), found(threshold - 1)];
  expect([ruleOf(name).fires(wrong, threshold), ruleOf(name).fires(right, threshold)]).toEqual([true, false]);
  expect(ruleOf(name).tells(wrong, standardOf(name))).toMatch(/^\S.*\.$/);
});
