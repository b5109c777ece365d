import { expect, test } from "vitest";
import { wayTo } from "@/components/editor/outline/way-to";
import { dial, flow, play, step } from "../verify/flow";

const draft = flow({
  dial: dial({ answered: "talk", busy: "sorry" }),
  talk: play({ ok: "sorry" }),
  sorry: play({ ok: "dial" }),
  alone: step("play_audio", {}, { ok: "talk" }),
});

test.each([
  ["trigger", []],
  ["dial", ["trigger.ok"]],
  ["talk", ["trigger.ok", "dial.answered"]],
  ["sorry", ["trigger.ok", "dial.busy"]],
  ["alone", []],
  ["no_such", []],
])("the shortest way to %s", (to, way) => {
  expect(wayTo(draft, to).map(({ step: from, exit }) => `${from}.${exit}`)).toEqual(way);
});
