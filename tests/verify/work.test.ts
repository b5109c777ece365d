import { expect, it } from "vitest";
import { registry } from "@/components/flow/registry";
import { LIMITS } from "@/engine/limits";
import { type Problem, verify } from "@/engine/verify";
import { dial, flow, NAMES, play } from "./flow";

it("13.1 tells the first problems of 1,000 steps in a row that read thirty variables nothing sets", () => {
  const count = LIMITS.steps_per_flow - 4;
  const names = Array.from({ length: 30 }, (_, at) => `v${at}`);
  const text = names.map((name) => `{{${name}}}`).join("");
  const steps = Array.from({ length: count }, (_, at) => [
    `s${at}`,
    play({ ok: at + 1 < count ? `s${at + 1}` : "end" }, text),
  ]);
  const variables = Object.fromEntries(["to", ...names].map((name) => [name, { type: "string" as const }]));
  const problems: Problem[] = verify(
    registry,
    flow({ dial: dial({ answered: "s0" }), ...Object.fromEntries(steps) }, { variables }),
    NAMES,
  );
  expect(problems).toHaveLength(1000);
  expect(problems.find(({ code }) => code === "variable_never_set")?.path).toHaveLength(3);
  // Each of these paths leads through up to 1,000 steps: all of them together were 400 MB for the studio.
  expect(JSON.stringify(problems).length).toBeLessThan(4_000_000);
});
