import { describe, expect, it } from "vitest";
import { z } from "zod";
import { registry } from "@/components/flow/registry";
import { blankOf, newItem } from "@/components/form/blank";
import { issuesOf } from "@/components/form/issues";
import { memberOf } from "@/components/form/member-of";
import { modelOf } from "@/components/form/model-of";
import { numberFrom, stepped, textOf } from "@/components/form/number-text";
import { message } from "@/engine/contract";
import reportAProblem from "@/prisma/seed/report-a-problem.json" with { type: "json" };

describe("a number as typed", () => {
  it.each<[string, number | string | undefined]>([
    ["15", 15],
    [" 15 ", 15],
    ["-2", -2],
    ["1.5", 1.5],
    ["1,5", 1.5],
    ["1.", 1],
    ["", undefined],
    ["  ", undefined],
    ["abc", "abc"],
    ["12 abc", "12 abc"],
    ["1e3", "1e3"],
    ["0x10", "0x10"],
  ])("%j is %j", (text, expected) => {
    expect(numberFrom(text)).toBe(expected);
  });

  it("is kept as typed where it is no number", () => {
    expect(textOf(numberFrom("12 abc"))).toBe("12 abc");
  });

  it.each([
    [15, 1, 10, 35, 16],
    [35, 1, 10, 35, 35],
    [10, -1, 10, 35, 10],
    [undefined, 1, 10, 35, 10],
    ["abc", 1, null, null, 0],
  ] as const)("counts from %j by %j in %j..%j to %j", (value, by, min, max, expected) => {
    expect(stepped(value, by, min, max)).toBe(expected);
  });
});

const to = z.union([
  z.strictObject({ number: z.string().min(1, "must not be empty") }),
  z.strictObject({ variable: z.string().min(1) }),
]);
const priority = z.union([z.number().int().min(1), z.strictObject({ variable: z.string() })]);
const part = message.options[0];

describe("the member that a value was meant as", () => {
  it.each<[string, z.ZodType, unknown, number]>([
    ["a clean value", to, { variable: "x" }, 1],
    ["an unfinished one", to, { variable: "" }, 1],
    ["one with a key too many", to, { variable: "x", extra: 1 }, 1],
    ["nothing yet", to, undefined, 0],
    ["an empty object", to, {}, 0],
    ["a fixed value", part, { source: "url" }, 2],
    ["a fixed value over shared keys", part, { source: "url", text: "x" }, 2],
    ["another type", priority, { variable: "x" }, 1],
    ["half a number", priority, "1a", 0],
  ])("%s", (_, schema, value, expected) => {
    const model = modelOf(schema);
    expect(model.kind === "union" && memberOf(model.members, value)).toBe(expected);
  });
});

describe("the start value of a new item", () => {
  it("writes what is fixed, leaves defaults and optionals out", () => {
    expect(blankOf(modelOf(part))).toEqual({ source: "tts", text: "" });
    expect(blankOf(modelOf(message))).toEqual({ source: "tts", text: "" });
    expect(blankOf(modelOf(z.number().default(4)))).toBe(4);
  });

  it("tells members of a union apart", () => {
    const model = modelOf(to);
    if (model.kind !== "union") throw new Error("no union");
    for (const [index, member] of model.members.entries()) expect(memberOf(model.members, blankOf(member))).toBe(index);
  });

  const key = z
    .strictObject({ id: z.string().meta({ is: "id" }), key: z.enum(["1", "2"]), name: z.string() })
    .meta({ title: "Menu key" });
  it.each<[string, { id: string }[], string]>([
    ["the first", [], "menu_key_1"],
    ["the next", [{ id: "menu_key_1" }], "menu_key_2"],
    ["none that is taken", [{ id: "menu_key_2" }], "menu_key_3"],
  ])("gives an item an id: %s", (_, others, expected) => {
    expect(newItem(modelOf(key), others)).toEqual({ id: expected, name: "" });
  });

  const unlike = z.strictObject({ key: z.enum(["0", "1", "2"]).meta({ distinct: "1" }) });
  it.each<[string, object[], object]>([
    ["the first", [], { key: "1" }],
    ["the next that is free", [{ key: "1" }], { key: "2" }],
    ["in a circle", [{ key: "2" }, { key: "1" }], { key: "0" }],
    ["none where all are taken", [{ key: "2" }, { key: "1" }, { key: "0" }], {}],
  ])("gives an item a choice that no other has made: %s", (_, others, expected) => {
    expect(newItem(modelOf(unlike), others)).toEqual(expected);
  });
});

const ring = z.strictObject({
  ring: z.number().int().min(5).max(120).default(30),
  to: to.optional(),
  message: message.optional(),
  keys: z.array(z.strictObject({ name: z.string().min(1) })).min(1),
});
const fine = { keys: [{ name: "x" }] };

describe("what is wrong, beside its field", () => {
  it.each<[string, Record<string, unknown>, [string, string][]]>([
    ["nothing", fine, []],
    ["a word for a number", { ...fine, ring: "abc" }, [["ring", "Enter a whole number from 5 to 120."]]],
    ["a number out of bounds", { ...fine, ring: 4 }, [["ring", "Enter a whole number from 5 to 120."]]],
    ["the member that was meant", { ...fine, to: { number: "" } }, [["to.number", "Fill this in."]]],
    ["a missing key of a member", { ...fine, to: { variable: undefined } }, [["to.variable", "Fill this in."]]],
    ["a bare part", { ...fine, message: { source: "tts", text: "" } }, [["message.text", "Fill this in."]]],
    [
      "a part of a list",
      {
        ...fine,
        message: [
          { source: "tts", text: "x" },
          { source: "url", url: "" },
        ],
      },
      [["message.1.url", "Fill this in."]],
    ],
    ["a missing list", {}, [["keys", "Add at least one."]]],
    ["an empty list", { keys: [] }, [["keys", "Add at least 1."]]],
    ["an item", { keys: [{ name: "a" }, { name: "" }] }, [["keys.1.name", "Fill this in."]]],
    ["an unknown key", { ...fine, other: 1 }, [["other", "Is not known here. Remove it."]]],
  ])("%s", (_, value, expected) => {
    expect([...issuesOf(ring, value)]).toEqual(expected);
  });

  it("reports a missing choice at the field that the form shows", () => {
    const schema = z.strictObject({ to, message });
    expect([...issuesOf(schema, {})]).toEqual([
      ["to.number", "Fill this in."],
      ["message.text", "Fill this in."],
    ]);
  });

  it("says a schema's own words as a sentence", () => {
    const schema = z.strictObject({ name: z.string().regex(/^a/, "must start with a") });
    expect([...issuesOf(schema, { name: "b" })]).toEqual([["name", "Must start with a."]]);
  });

  it("finds nothing in the demo flow", () => {
    for (const { component, config } of Object.values(reportAProblem.steps))
      expect([...issuesOf(registry.get(component)!.definition.config, config)]).toEqual([]);
  });
});
