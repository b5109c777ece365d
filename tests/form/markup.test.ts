import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { markupOf } from "@/components/form/chip-text/chip-dom";
import { issuesOf } from "@/components/form/issues";
import { SchemaForm } from "@/components/form/schema-form";
import { SHAPES } from "./component-shapes";

function markup(schema: z.ZodType, value: Record<string, unknown>, readOnly = false): string {
  const form = createElement(SchemaForm, {
    schema,
    value,
    errors: issuesOf(schema, value),
    onChange: () => undefined,
    readOnly,
  });
  return renderToStaticMarkup(form);
}

const attribute = (tag: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1];

const ring = z.strictObject({
  ring_seconds: z.number().int().min(5).max(120).default(30).meta({ title: "Ring for", unit: "seconds" }),
  note: z.string().optional().meta({ title: "Note", description: "For yourself.", placeholder: "Anything" }),
});

describe("a form's markup", () => {
  it("shows a default where there is no value, with unit and range", () => {
    const html = markup(ring, {});
    expect(html).toContain('value="30"');
    expect(html).toContain("seconds · 5 to 120");
  });

  it("keeps text that is no number, marks it, and ties the error to the field", () => {
    const html = markup(ring, { ring_seconds: "abc" });
    const input = html.match(/<input[^>]*value="abc"[^>]*>/)?.[0] ?? "";
    expect(attribute(input, "aria-invalid")).toBe("true");
    const note = attribute(input, "aria-describedby");
    expect(html).toContain(`<p id="${note}" class="text-bad text-label">Enter a whole number from 5 to 120.</p>`);
  });

  it("labels each field and ties its hint to it", () => {
    const html = markup(ring, {});
    const input = html.match(/<input[^>]*placeholder="Anything"[^>]*>/)?.[0] ?? "";
    expect(html).toMatch(new RegExp(`<label[^>]*for="${attribute(input, "id")}"[^>]*>Note`));
    expect(html).toContain(`id="${attribute(input, "aria-describedby")}"`);
    expect(html).toContain("optional");
  });

  it("never shows an item's id, nor a fixed value", () => {
    const html = markup(SHAPES.standard_ivr!, { keys: [{ id: "key_1", key: "1", name: "Sales" }] });
    expect(html).toContain('value="Sales"');
    expect(html).not.toContain("key_1");
  });

  it("offers no change where it is read only", () => {
    const html = markup(SHAPES.standard_ivr!, { keys: [{ id: "key_1", key: "1", name: "Sales" }] }, true);
    expect(html).not.toContain("Add a key");
    expect(html).not.toContain("Remove");
    expect(html.match(/<input[^>]*value="Sales"[^>]*>/)?.[0]).toContain("readOnly");
  });

  it("shows a problem that belongs to no field", () => {
    expect(markup(ring, { other: 1 })).toContain("other: Is not known here. Remove it.");
  });

  it.each(Object.entries(SHAPES))("%s: an id is used once, and every reference leads to one", (_, schema) => {
    const html = markup(schema, {});
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map((found) => found[1]);
    expect(new Set(ids).size).toBe(ids.length);
    const references = [...html.matchAll(/ (?:for|aria-labelledby|aria-describedby)="([^"]*)"/g)];
    for (const [, list = ""] of references) for (const one of list.split(" ")) expect(ids).toContain(one);
  });
});

describe("a template's markup", () => {
  it("escapes what is typed: text is never markup", () => {
    const typed = '<img src=x onerror="alert(1)"> & more';
    const html = markupOf([
      { source: typed, chip: null },
      { source: '{{ "a }}', chip: { label: "<b>", title: '"', unknown: false } },
    ]);
    expect(html).not.toContain("<img");
    expect(html).not.toContain("<b>");
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; more");
    expect(html).toContain('data-source="{{ &quot;a }}"');
  });

  it("turns line breaks into what shows as one", () => {
    expect(markupOf([{ source: "a\r\nb\nc", chip: null }])).toBe("a<br>b<br>c");
  });
});
