import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { templatePieces } from "@/engine/edit/template-pieces";

const told = (template: string) =>
  templatePieces(template).map(({ source, variable }) => (variable === null ? source : `[${variable}]`));

describe("a template in pieces", () => {
  it.each<[string, string[]]>([
    ["", []],
    ["Hello", ["Hello"]],
    ["Hello {{ name }}!", ["Hello ", "[name]", "!"]],
    ["{{name}}{{ other }}", ["[name]", "[other]"]],
    ["{{ interaction.id }}", ["[interaction.id]"]],
    ["{{ name | upcase }}", ["{{ name | upcase }}"]],
    ["{{- name -}}", ["{{- name -}}"]],
    ["{{ name", ["{{ name"]],
    ["{{ }}", ["{{ }}"]],
    ["{{{ name }}}", ["{", "[name]", "}"]],
    ["{% if name %}{{ name }}{% endif %}", ["{% if name %}", "[name]", "{% endif %}"]],
    ["{% raw %}{{ name }}{% endraw %}{{ name }}", ["{% raw %}{{ name }}{% endraw %}", "[name]"]],
  ])("%j", (template, expected) => {
    expect(told(template)).toEqual(expected);
  });

  const bit = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "{{",
      "}}",
      "{{ a }}",
      "{{b.c}}",
      "{%",
      "%}",
      "{% raw %}",
      "{% endraw %}",
      "\n",
      " ",
      "\u00a0",
      "<br>",
      "&amp;",
    ),
  );
  it("joins to exactly the same template", () => {
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 30 }), (bits) => {
        const template = bits.join("");
        expect(
          templatePieces(template)
            .map(({ source }) => source)
            .join(""),
        ).toBe(template);
      }),
    );
  });
});
