import { describe, expect, it } from "vitest";
import { registry as product } from "@/components/flow/registry";
import { parseDefinition } from "@/engine/definition/schema";
import type { Draft } from "@/engine/edit/draft";
import { type AccountNames, type Problem, verify } from "@/engine/verify";
import reportAProblem from "@/prisma/seed/report-a-problem.json" with { type: "json" };
import { registry } from "./extra-components";
import { choose, dial, end, flow, NAMES, step } from "./flow";
import { CASES as shapeAndCalls } from "./shape-and-call-cases";
import { CASES as variablesAndLoops } from "./variable-and-loop-cases";

/** `severity code step field | path`, as one line. */
function line({ severity, code, step: at, field, path }: Problem): string {
  const way = path ? ` | ${path.map(({ step: id, exit }) => (exit ? `${id}.${exit}` : id)).join(" ")}` : "";
  return `${severity} ${code} ${at ?? "-"} ${field.join(".")}${way}`;
}

const check = (draft: Draft, names: AccountNames = NAMES) => verify(registry, draft, names).map(line);

describe("verify", () => {
  it.each([...shapeAndCalls, ...variablesAndLoops])("%s", (_name, draft, problems) => {
    const before = JSON.stringify(draft);
    expect(check(draft).toSorted()).toEqual(problems.toSorted());
    expect(JSON.stringify(draft), "a draft is never changed").toBe(before);
  });

  it("finds nothing wrong with the demo flow, but that a voicemail would be joined with the agent", () => {
    const parsed = parseDefinition(product, reportAProblem);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    expect(verify(product, parsed.definition, NAMES).map(line)).toEqual([
      "warning may_be_machine call_agent  | trigger.ok call_customer.answered announce.ok call_agent",
    ]);
  });

  it("refuses more than 100 steps in one burst, and shows them", () => {
    const chain = (length: number) =>
      flow({
        ...Object.fromEntries(
          Array.from({ length }, (_, at) => [`c${at}`, choose({ no_match: at + 1 < length ? `c${at + 1}` : "end" })]),
        ),
      });
    expect(check(chain(98))).toEqual([]);
    const [problem] = verify(registry, chain(99), NAMES);
    expect(problem).toMatchObject({ code: "burst_too_long", step: "end" });
    expect(problem?.path).toHaveLength(101);
  });

  it("states the limits", () => {
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`s${at}`, choose({ no_match: "end" })]));
    const codes = (draft: Draft) =>
      verify(registry, draft, NAMES).flatMap(({ step: at, code }) => (at === null ? [code] : []));
    expect(codes(flow(many))).toEqual(["too_many_steps"]);
    const variables = Object.fromEntries(
      Array.from({ length: 201 }, (_, at) => [`v${at}`, { type: "string" as const }]),
    );
    expect(codes(flow({ dial: dial({}) }, { variables: { to: { type: "string" }, ...variables } }))).toEqual([
      "too_many_variables",
    ]);
    expect(codes(flow({ dial: dial({}) }, { description: "é".repeat(600_000) }))).toEqual(["too_large"]);
  });

  it.each([
    ["an open exit", flow({ dial: dial({ busy: null }) }), "exit_unwired", true],
    ["a setting that is not there", flow({ dial: dial({}, { to_variable: undefined }) }), "config_invalid", true],
    ["an empty text", flow({ dial: dial({}, { to_variable: "" }) }), "config_invalid", true],
    ["an empty list", flow({ c: step("choose", { branches: [] }, { no_match: "end" }) }), "config_invalid", true],
    ["a step that nothing leads to", flow({ dial: dial({}), x: dial({ busy: null }) }), "unreachable", true],
    ["a setting beyond its limit", flow({ dial: dial({}, { ring_seconds: 99 }) }), "config_invalid", undefined],
    ["an unknown variable", flow({ dial: dial({}, { to_variable: "nobody" }) }), "variable_unknown", undefined],
  ])("tells what is missing from what is wrong: %s", (_what, draft, code, missing) => {
    const found = verify(registry, draft, NAMES).filter((problem) => problem.code === code);
    expect(found.map((problem) => problem.missing)).toEqual([missing]);
  });

  it("names the step and says what to do", () => {
    const messages = (draft: Draft) => verify(registry, draft, NAMES).map(({ message }) => message);
    const named = { ...dial({ busy: null }, { ring_seconds: 99 }), name: "Call the customer" };
    expect(messages(flow({ dial: named }))).toEqual([
      "“Call the customer”: check Ring for: must be at most 35.",
      "“Call the customer”: choose where its exit Busy goes.",
    ]);
    const trigger = step("api_request", { arguments: [{ name: "to", variable: "to" }, { name: "1" }] }, { ok: "dial" });
    expect(messages(flow({ dial: dial({}) }, { steps: { trigger, dial: dial({}), end } }))).toEqual([
      "“api_request”: check Arguments 2 › Name: must be letters, digits and _, not starting with a digit.",
      "“api_request”: fill in Arguments 2 › Variable.",
    ]);
  });
});
