import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderSoql } from "@/components/flow/salesforce_data_dip/soql";
import type { Value } from "@/engine/contract";
import { renderInserting } from "@/engine/template/render";
import { runSoql } from "../support/soql";
import { tokens } from "../support/soql-tokens";

/** What a flow asks Salesforce, whatever its variables hold: the query's words stay its author's. */
const AT = "2026-01-05T12:00:00Z";
const render = (template: string, values: Record<string, Value>) =>
  renderSoql((insert) => renderInserting(template, values, AT, insert));

/** Every place in a query where somebody would put a variable, and values that belong there. */
const PLACES: Record<string, { template: string; fits: Value[] }> = {
  "a text": { template: "SELECT Id FROM Contact WHERE Name = '{{ v }}' LIMIT 1", fits: ["Ada", "", 7, true] },
  "part of a text": { template: "SELECT Id FROM Contact WHERE Name = 'Mr {{ v }}, Esq'", fits: ["Ada", ""] },
  "two in one text": { template: "SELECT Id FROM Contact WHERE Name = '{{ v }}{{ v }}'", fits: ["Ada"] },
  "one of a list": { template: "SELECT Id FROM Contact WHERE Name IN ('{{ v }}', 'Bob')", fits: ["Ada"] },
  "behind LIKE": { template: "SELECT Id FROM Contact WHERE Name LIKE '{{ v }}'", fits: ["Ada"] },
  "between wildcards": { template: "SELECT Id FROM Contact WHERE Name like '%{{ v }}%' AND Age > 1", fits: ["Ada"] },
  "behind NOT LIKE": { template: "SELECT Id FROM Contact WHERE NOT Name LIKE '{{ v }}_'", fits: ["Ada"] },
  "in a text that a tag chose": {
    template: "SELECT Id FROM Contact WHERE {% if v == 'x' %}Name{% else %}Name{% endif %} = '{{ v }}'",
    fits: ["Ada"],
  },
  "captured first": {
    template: "{% capture c %}x{{ v }}{% endcapture %}SELECT Id FROM Contact WHERE Name = '{{ c }}'",
    fits: ["Ada"],
  },
  "through filters": { template: "SELECT Id FROM Contact WHERE Name = '{{ v | append: v | upcase }}'", fits: ["Ada"] },
  "by cycle": { template: "SELECT Id FROM Contact WHERE Name = '{% cycle v, 'b' %}'", fits: ["Ada"] },
  "a number": { template: "SELECT Id FROM Contact WHERE Age = {{ v }} LIMIT 1", fits: [42, -1.5, "42", "0"] },
  "a date": { template: "SELECT Id FROM Contact WHERE Born > {{ v }}", fits: ["2026-01-05", "2026-01-05T12:00:00Z"] },
  "a truth": { template: "SELECT Id FROM Contact WHERE Active = {{ v }} AND Age > 1", fits: [true, false, "TRUE"] },
  "one of a list of numbers": { template: "SELECT Id FROM Contact WHERE Age IN ({{ v }},2)", fits: [1] },
  "the limit": { template: "SELECT Id FROM Contact LIMIT {{ v }}", fits: [5] },
  "days of a date": { template: "SELECT Id FROM Contact WHERE Born = LAST_N_DAYS:{{ v }}", fits: [30] },
};

/** What attackers have tried elsewhere, and what breaks writers of quotes. */
const ATTACKS = [
  "' OR Name != '",
  "\\' OR Name != \\'",
  "\\",
  "\\\\'",
  "'",
  "''",
  '"',
  "x' LIMIT 1 --",
  "x'/*",
  "1 OR Age > 0",
  "1) OR (Age > 0",
  "1, 2",
  "1 LIMIT 100",
  "1\n",
  "\n",
  "\r\n",
  "\u2028",
  "\u0000",
  "\u0085",
  "％",
  "’ OR ’",
  "%",
  "_",
  "%' OR Name LIKE '%",
  "null",
  "NULL",
  "Id",
  "TODAY",
  "1e5",
  "0x10",
  "--1",
  "+1",
  ".5",
  "1.",
  "2026-01-05T12:00:00Z OR Age > 0",
  "2026-13-99",
  "٣",
  " 5",
  "5 ",
  "true OR true",
  "{{ v }}",
  "{% raw %}",
  "\ud800",
  "",
  "(SELECT Id FROM User)",
];

/** What kinds of tokens there are, and every word; a literal is a literal whichever, and so are the days of LAST_N_DAYS. */
const shape = (query: string) =>
  tokens(query.toWellFormed()).map(({ kind, text }) =>
    kind === "word" ? text.replace(/:\d+$/, ":n") : kind === "mark" ? text : kind,
  );

describe.each(Object.entries(PLACES))("a variable as %s", (_, { template, fits }) => {
  const wanted = shape(render(template, { v: fits[0] ?? null }).query);

  it.each(fits)("lets %j through", (v) => {
    const { query, refused } = render(template, { v });
    expect(refused).toBeNull();
    expect(shape(query)).toEqual(wanted);
  });

  it.each(ATTACKS)("keeps %j a value, or refuses it", (v) => {
    const { query, refused } = render(template, { v });
    if (refused === null) expect(shape(query)).toEqual(wanted);
  });

  it("does so with any text", () => {
    const piece = fc.constantFrom("'", "\\", '"', "%", "_", "\n", " ", "OR", "1", "-", ",", ")", ":", "é", "{{", "%}");
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.array(piece).map((parts) => parts.join("")),
    );
    const value = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(value, (v) => {
        const { query, refused } = render(template, { v });
        return refused !== null || JSON.stringify(shape(query)) === JSON.stringify(wanted);
      }),
      { numRuns: 300 },
    );
  });
});

it.each([
  ["behind a backslash of the template", "SELECT Id FROM Contact WHERE Name = 'a\\{{ v }}'", "' OR Name != '"],
  ["as part of a word", "SELECT Id FROM Contact LIMIT 1{{ v }}", 5],
  ["in front of a word", "SELECT Id FROM Contact LIMIT {{ v }}0", 5],
  ["next to another one", "SELECT Id FROM Contact LIMIT {{ v }}{{ v }}", 5],
  ["for the name of a field", "SELECT {{ v }} FROM Contact", "Id"],
  ["for the name of an object", "SELECT Id FROM {{ v }}", "User"],
  [
    "for a whole condition",
    "{% capture c %}Name = '{{ v }}'{% endcapture %}SELECT Id FROM Contact WHERE {{ c }}",
    "Ada",
  ],
  ["for the whole query", "{{ v }}", "SELECT Id FROM User"],
  ["behind a minus", "SELECT Id FROM Contact WHERE Age = -{{ v }}", 5],
  ["empty outside quotes", "SELECT Id FROM Contact LIMIT {{ v }}", ""],
  ["unset outside quotes", "SELECT Id FROM Contact LIMIT {{ v }}", null],
  ["as many days as no date has", "SELECT Id FROM Contact WHERE Born = LAST_N_DAYS:{{ v }}", "2026-01-05"],
])("refuses a value %s", (_, template, v) => {
  expect(render(template, { v }).refused).toMatch(/^A variable .*\.$/);
});

it("refuses a filter that would let a value through as it is", () => {
  expect(() => render("SELECT Id FROM Contact WHERE Name = '{{ v | raw }}'", { v: "x" })).toThrow(
    /undefined filter: raw/,
  );
});

it("matches the value literally", () => {
  const names = ["O'Neil", "100%", "100 %", "a_b", "axb", "back\\slash", "two\nlines", 'say "hi"', "", "ïé'’"];
  const tables = { Contact: names.map((Name) => ({ Name })) };
  for (const v of names) {
    for (const template of ["WHERE Name = '{{ v }}'", "WHERE Name LIKE '{{ v }}'", "WHERE Name IN ('{{ v }}')"]) {
      const { query } = render(`SELECT Name FROM Contact ${template}`, { v });
      expect(runSoql(tables, query).records, query).toMatchObject([{ Name: v }]);
    }
  }
});

it("leaves the template's own wildcards and escapes alone", () => {
  const { query } = render("SELECT Name FROM Contact WHERE Name LIKE '%{{ v }}\\_%' OR Name = 'it\\'s'", { v: "a_b%" });
  expect(query).toBe("SELECT Name FROM Contact WHERE Name LIKE '%a\\_b\\%\\_%' OR Name = 'it\\'s'");
});
