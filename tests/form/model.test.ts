import { describe, expect, it } from "vitest";
import { z } from "zod";
import { registry } from "@/components/flow/registry";
import type { FieldModel } from "@/components/form/field-model";
import { modelOf } from "@/components/form/model-of";
import { accountNumber, message, variableName } from "@/engine/contract";
import { SHAPES } from "./component-shapes";

/** A model in a line, for tables: kind, and what it holds in brackets. */
function told(field: FieldModel): string {
  const mark = `${field.optional ? "?" : ""}${field.fallback === undefined ? "" : `=${JSON.stringify(field.fallback)}`}`;
  switch (field.kind) {
    case "group":
      return `{${field.fields.map(([key, inner]) => `${key}: ${told(inner)}`).join(", ")}}${mark}`;
    case "list":
      return `${field.bare ? "bare " : ""}list ${field.min}..${field.max ?? ""} of ${told(field.item)}${mark}`;
    case "map":
      return `map of ${told(field.item)}${mark}`;
    case "union":
      return `(${field.members.map(told).join(" | ")})${mark}`;
    case "choice":
    case "set":
      return `${field.kind} ${field.values.join("/")}${mark}`;
    case "fixed":
      return `fixed ${field.value}`;
    case "number":
      return `${field.integer ? "integer" : "number"} ${field.min ?? ""}..${field.max ?? ""}${mark}`;
    default:
      return `${field.kind}${mark}`;
  }
}

function* fieldsIn(field: FieldModel, path: string): Generator<[string, FieldModel]> {
  yield [path, field];
  if (field.kind === "group") for (const [key, inner] of field.fields) yield* fieldsIn(inner, `${path}.${key}`);
  if (field.kind === "list" || field.kind === "map") yield* fieldsIn(field.item, `${path}[]`);
  if (field.kind === "union")
    for (const [index, inner] of field.members.entries()) yield* fieldsIn(inner, `${path}|${index}`);
}

const part = z.discriminatedUnion("of", [
  z.strictObject({ of: z.literal("a"), text: z.string() }),
  z.strictObject({ of: z.literal("b") }),
]);

describe("a schema as a form sees it", () => {
  it.each<[string, z.ZodType, string]>([
    ["a text", z.string(), "text"],
    ["a refined text", z.string().regex(/a/).refine(Boolean), "text"],
    ["a formatted text", z.iso.date(), "text"],
    ["an integer with bounds", z.number().int().min(5).max(9), "integer 5..9"],
    ["a number without", z.number(), "number .."],
    ["a default", z.number().int().default(3), "integer ..=3"],
    ["an optional", z.boolean().optional(), "switch?"],
    ["a default around an optional", z.string().optional().default("x"), 'text?="x"'],
    ["a transformed text", z.string().transform(Number), "text"],
    ["an enum", z.enum(["x", "y"]), "choice x/y"],
    ["a literal of several", z.literal(["x", "y"]), "choice x/y"],
    ["a union of literals", z.union([z.literal("x"), z.literal(2)]), "choice x/2"],
    ["a list", z.array(z.string()).min(1).max(4), "list 1..4 of text"],
    ["a refined list", z.array(z.string()).min(1).max(4).refine(Boolean), "list 1..4 of text"],
    ["a list of an enum", z.array(z.enum(["mon", "tue"])).min(1), "set mon/tue"],
    ["a record", z.record(z.string(), z.number()), "map of number .."],
    ["a discriminated union", part, "({of: fixed a, text: text} | {of: fixed b})"],
    [
      "one or many",
      z.union([part, z.array(part).max(3)]),
      `bare list 0..3 of ({of: fixed a, text: text} | {of: fixed b})`,
    ],
    ["what it cannot ask for", z.date(), "unsupported"],
  ])("%s", (_, schema, expected) => {
    expect(told(modelOf(schema))).toBe(expected);
  });

  it("lets a wrapper's meta go over that of what it wraps", () => {
    const { meta } = modelOf(
      variableName.meta({ title: "Inner", is: "sets_variable" }).optional().meta({ title: "Outer" }),
    );
    expect(meta).toMatchObject({ title: "Outer", is: "sets_variable" });
  });

  it("keeps what a schema names or means", () => {
    expect(modelOf(accountNumber.meta({ title: "From" })).meta).toMatchObject({ names: "number", title: "From" });
    expect(modelOf(message.optional().meta({ title: "Whisper" })).meta).toMatchObject({
      is: "message",
      title: "Whisper",
    });
  });
});

const components = [...registry.values()].map(({ definition }) => [definition.id, definition.config] as const);

describe.each([...components, ...Object.entries(SHAPES)])("the form of %s", (id, config) => {
  const fields = [...fieldsIn(modelOf(config), id)];

  it("has an input for every field", () => {
    expect(fields.filter(([, { kind }]) => kind === "unsupported").map(([path]) => path)).toEqual([]);
  });

  it("has a title for every field of a group", () => {
    const untitled = fields.flatMap(([path, field]) =>
      field.kind !== "group"
        ? []
        : field.fields
            .filter(([, inner]) => inner.kind !== "fixed" && inner.meta.is !== "id" && !inner.meta.title)
            .map(([key]) => `${path}.${key}`),
    );
    expect(untitled).toEqual([]);
  });
});
