import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { newItem } from "@/components/form/blank";
import { modelOf } from "@/components/form/model-of";
import { SchemaForm } from "@/components/form/schema-form";

const item = z
  .strictObject({
    id: z.string().meta({ is: "id" }),
    zone: z.string().meta({ title: "Zone", as_before: true }),
    kind: z.enum(["is", "is_empty"]).meta({ title: "Kind", choices: { is: "Is", is_empty: "Is empty" } }),
    value: z
      .string()
      .min(1)
      .optional()
      .meta({ title: "Value", shown: ({ kind }) => kind !== "is_empty" }),
    variable: z.string().min(1).optional().meta({ title: "Variable", instead_of: "value" }),
  })
  .meta({ title: "Rule" });
const schema = z.strictObject({ rules: z.array(item).meta({ title: "Rules" }) });

function markup(rule: Record<string, unknown>, readOnly = false): string {
  const value = { rules: [rule] };
  const props = { schema, value, errors: new Map(), onChange: () => undefined, readOnly };
  return renderToStaticMarkup(createElement(SchemaForm, props));
}

describe("fields that can stand for each other", () => {
  it.each([
    ["the first, where there is no value", {}, "rules.0.value", "Use variable"],
    ["the one that has a value", { variable: "x" }, "rules.0.variable", "Use value"],
    ["the one that has begun to", { variable: "" }, "rules.0.variable", "Use value"],
  ])("show %s, and a way to the other", (_name, rule, shown, way) => {
    const html = markup({ id: "rule_1", kind: "is", ...rule });
    const fields = ["rules.0.value", "rules.0.variable"].filter((path) => html.includes(`data-field="${path}"`));
    expect(fields).toEqual([shown]);
    expect(html).toContain(way);
  });

  it("show no switch where nothing can be changed", () => {
    expect(markup({ id: "rule_1", kind: "is", value: "a" }, true)).not.toContain("Use variable");
  });

  it("do not show where the rest of their group asks for neither", () => {
    const html = markup({ id: "rule_1", kind: "is_empty", value: "a" });
    expect(html).not.toContain('data-field="rules.0.value"');
    expect(html).not.toContain('data-field="rules.0.variable"');
  });
});

describe("a new item", () => {
  const model = modelOf(item);
  it("begins with what the last one has, where its schema says so", () => {
    const last = { id: "rule_1", zone: "Europe/Lisbon", kind: "is", value: "a" };
    expect(newItem(model, [{ id: "rule_7", zone: "UTC" }, last])).toEqual({ id: "rule_3", zone: "Europe/Lisbon" });
  });

  it("is blank where there is none before it", () => {
    expect(newItem(model, [])).toEqual({ id: "rule_1", zone: "" });
  });
});
