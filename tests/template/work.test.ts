import { RE2JS } from "re2js";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { registry } from "@/components/flow/registry";
import { LIMITS } from "@/engine/limits";
import { isFound, patternFault } from "@/engine/pattern";
import { advance } from "@/engine/run/advance";
import type { EngineEvent } from "@/engine/run/state";
import { templateReads } from "@/engine/template/reads";
import { renderInserting, renderTemplate } from "@/engine/template/render";
import { verify } from "@/engine/verify";
import { Work, WorkError } from "@/engine/work";
import reportAProblem from "@/prisma/seed/report-a-problem.json" with { type: "json" };
import serviceDesk from "@/prisma/seed/service-desk.json" with { type: "json" };
import { cpuMs } from "../support/timed";
import { dial, flow, NAMES, play, step } from "../verify/flow";

const AT = "2026-01-01T12:00:00Z";
/** Processor time that the worst input of an account may take from the others. */
const MOST_MS = 250;

const loop = (body: string, times = 9999) => `{% for i in (1..${times}) %}${body}{% endfor %}`;
const long = "a".repeat(LIMITS.output_bytes);
const late = `${"a".repeat(16_000)}b${"a".repeat(16_000)}`;
const TOO_MUCH = /units of work/;
const TOO_DEEP = /nests its tags or brackets more than 50 deep/;

type Attack = { name: string; template: string; scope?: Record<string, string>; fault?: RegExp };

const attacks: Attack[] = [
  {
    name: "three loops over 500",
    template: `{% assign a = (1..500) %}${"{% for i in a %}".repeat(3)}${"{% endfor %}".repeat(3)}`,
  },
  { name: "fifty loops in each other", template: `${"{%for i in (1..9)%}".repeat(50)}${"{%endfor%}".repeat(50)}` },
  { name: "a range of a thousand million", template: "{{ (1..1000000000) | size }}" },
  {
    name: "a range without an end",
    template: "{{ (1..a) | size }}",
    scope: { a: "Infinity" },
    fault: /a range ends too high/,
  },
  {
    name: "a range above 2^53, where adding one changes nothing",
    template: loop("x", 1).replace("(1..1)", "(a..b)"),
    scope: { a: "9007199254740992", b: "9007199254740996" },
    fault: /a range ends too high/,
  },
  {
    name: "such a range inside a property and a filter",
    template: "{{ 1 | plus: (9007199254740992..9007199254740996).first }}",
    fault: /a range ends too high/,
  },
  { name: "conditions of an if", template: loop(`{%if nil%}${"{%elsif nil%}".repeat(900)}{%endif%}`) },
  { name: "values of a case", template: loop(`{%case 1%}{%when ${"2,".repeat(5000)}2%}{%endcase%}`) },
  { name: "a long condition", template: loop(`{%if ${"1==2 or ".repeat(1500)}nil%}{%endif%}`) },
  { name: "a long path", template: loop(`{%for x in a${".b".repeat(5000)}%}{%endfor%}`) },
  { name: "a long cycle", template: loop(`{%cycle ${"1,".repeat(5000)}2%}`) },
  { name: "a text doubled by append", template: loop("{% assign a = a | append: a %}"), scope: { a: "a" } },
  {
    name: "a text doubled by capture",
    template: loop("{% capture a %}{{ a }}{{ a }}{% endcapture %}"),
    scope: { a: "a" },
  },
  { name: "output without end", template: loop("{{ a }}"), scope: { a: long } },
  { name: "split into characters", template: loop("{% assign x = a | split: '' %}"), scope: { a: long } },
  { name: "replace that makes nothing", template: loop("{% assign x = a | replace: 'a', '' %}"), scope: { a: long } },
  { name: "replace that grows", template: loop("{% assign a = a | replace: 'a', 'aaaaaaaaaa' %}"), scope: { a: "a" } },
  { name: "slice from the end", template: loop("{% assign x = a | slice: -1 %}"), scope: { a: long } },
  { name: "join with a long separator", template: "{{ (1..9999) | join: a | size }}", scope: { a: long } },
  { name: "sort by a long path", template: "{{ (1..9999) | sort: a | size }}", scope: { a: "a.".repeat(30_000) } },
  { name: "uniq and reverse", template: `{% assign a = (1..5000) %}${loop("{% assign x = a | uniq | reverse %}")}` },
  {
    name: "lists compared",
    template: `{% assign a = (1..5000) %}{% assign b = (1..5000) %}${loop("{% if a == b %}{% endif %}")}`,
  },
  {
    name: "lists compared by case",
    template: `{% assign a = (1..5000) %}{% assign b = (1..5000) %}${loop("{% case a %}{% when b %}{% endcase %}")}`,
  },
  { name: "the slowest search", template: "{% if a contains b %}{% endif %}", scope: { a: long, b: late } },
  { name: "the slowest search by remove", template: "{{ a | remove: b }}", scope: { a: long, b: late } },
  { name: "the slowest search by split", template: "{{ a | split: b }}", scope: { a: long, b: late } },
  { name: "numbers of many digits", template: loop("{% assign x = a | plus: 1 %}"), scope: { a: "1".repeat(65_000) } },
  {
    name: "url_encode again and again",
    template: loop("{% assign a = a | url_encode %}"),
    scope: { a: "é".repeat(32_000) },
  },
  { name: "escape again and again", template: loop("{% assign a = a | escape %}"), scope: { a: "&".repeat(65_000) } },
  { name: "json", template: loop("{{ a | json }}"), scope: { a: '"'.repeat(65_000) } },
  { name: "truncatewords", template: loop("{{ a | truncatewords: 99999 | size }}"), scope: { a: "a ".repeat(32_000) } },
  { name: "names of days", template: "{{ 1 | date: a }}", scope: { a: "%A".repeat(2000) } },
  { name: "dates in a zone", template: loop("{{ i | date: '%A %B', 'Europe/Berlin' }}") },
  { name: "a wide number in a date", template: "{{ 1 | date: '%9999999N' }}" },
  { name: "tags nested without end", template: "{%if a%}".repeat(2400), fault: TOO_DEEP },
  {
    name: "tags nested behind comments that seem to end them",
    template: "{%comment%}{%endif%}{%endcomment%}{%if a%}".repeat(300),
    fault: TOO_DEEP,
  },
  { name: "brackets", template: `{{${"a[".repeat(9000)}1}}`, fault: TOO_DEEP },
  { name: "brackets behind quoted ones", template: `{{${"']'[".repeat(3000)}1}}`, fault: TOO_DEEP },
  { name: "parentheses", template: `{{${"(".repeat(19_000)}}}`, fault: TOO_DEEP },
  { name: "4,000 outputs", template: "{{a}}".repeat(4000), fault: /more than 1000 \{\{ \}\} and \{% %\}/ },
  { name: "2,200 tags", template: "{%break%}".repeat(2200), fault: /more than 1000 \{\{ \}\} and \{% %\}/ },
  { name: "a long template", template: `{{a}}${long}`, fault: /longer than 20000 characters/ },
];

const render = (template: string, scope: Record<string, string> = {}) => renderTemplate(template, scope, AT);

describe("13.1 the work of a template", () => {
  it.each(attacks)("$name", async ({ template, scope, fault = TOO_MUCH }) => {
    let thrown: unknown = null;
    const attempt = () => {
      try {
        render(template, scope);
      } catch (error) {
        thrown = error;
      }
    };
    expect(await cpuMs(attempt)).toBeLessThan(MOST_MS);
    expect(String(thrown)).toMatch(fault);
    // Where a value is inserted into another language, too.
    expect(() => renderInserting(template, scope ?? {}, AT, (value) => value)).toThrow(fault);
  });

  it.each([
    {
      template: "{% for i in (1..3) %}{{ i }}{% unless forloop.last %}, {% endunless %}{% endfor %}",
      shows: "1, 2, 3",
    },
    { template: "{% for i in (a..b) %}{{ i }} {% endfor %}", shows: "8 9 10 " },
    { template: "{{ (1..4) | join: '-' }} {{ (1..4) | last }} {{ (5..1) | size }}", shows: "1-2-3-4 4 0" },
    { template: "{{ (1..3).size }} {{ (0.5..2) | join: ' ' }} {{ (x..2) | size }}", shows: "3 0.5 1.5 2.5 0" },
    { template: "{% assign parts = d | split: '' %}{{ parts | join: ' ' }}", shows: "1 2 3 4" },
    { template: "{{ '2026-12-24' | date: '%A, %-d %B %Y' }}", shows: "Thursday, 24 December 2026" },
    { template: "{% if e contains 'urgent' %}yes{% endif %}", shows: "yes" },
    { template: "{{ e | size }}", shows: "60006" },
    { template: "{% for i in (1..300) %}{% if i == 300 %}{{ i | plus: 1 }}{% endif %}{% endfor %}", shows: "301" },
    { template: `${"{% if a %}".repeat(50)}deep${"{% endif %}".repeat(50)}`, shows: "deep" },
    { template: "{{ '((((' | append: \"[[[[\" }}{% raw %}{{ (((( }}{% endraw %}", shows: "(((([[[[{{ (((( }}" },
    { template: "{% comment %}{% if a %}{% endcomment %}{% cycle 'x', 'y' %}{% increment n %}", shows: "x0" },
  ])("still renders $template", ({ template, shows }) => {
    expect(render(template, { a: "8", b: "10", d: "1234", e: `${"a".repeat(60_000)}urgent` })).toBe(shows);
  });

  it("is a small part of the limit for every template of the demo world's flows", () => {
    const texts = (value: unknown): string[] =>
      typeof value === "string"
        ? [value]
        : typeof value === "object" && value
          ? Object.values(value).flatMap(texts)
          : [];
    const templates = [reportAProblem, serviceDesk].flatMap(texts).filter((text) => text.includes("{"));
    expect(templates.length).toBeGreaterThan(3);
    for (const template of templates) {
      const work = new Work(LIMITS.template_work / 50, template);
      expect(() => renderTemplate(template, { customer_name: "x".repeat(1000) }, AT, work)).not.toThrow();
    }
  });

  it("says at publishing what would fault in every interaction", () => {
    const draft = flow({ dial: dial({ answered: "p" }), p: play({ ok: "end" }, attacks[0]!.template) });
    const problem = { severity: "error", code: "template_invalid", step: "p", field: ["config", "message", "text"] };
    expect(verify(registry, draft, NAMES)).toMatchObject([{ ...problem, message: expect.stringMatching(TOO_MUCH) }]);
  });

  it("reads the variables of a dense template in linear time", async () => {
    const condition = `{%if ${"ab==cd or ".repeat(1900)}nil%}{%endif%}`;
    expect(await cpuMs(() => expect(templateReads(condition)).toHaveLength(3800))).toBeLessThan(MOST_MS);
  });

  it("counts the same whether a template is remembered or not", () => {
    const template = "Hello {{ name | upcase }}, {% for i in (1..5) %}{{ i }}{% endfor %}.";
    const [first, again] = [0, 1].map(() => {
      const work = new Work(LIMITS.burst_work, "enough");
      templateReads(template, work);
      renderTemplate(template, { name: "Ada" }, AT, work);
      return work.used;
    });
    expect(again).toBe(first);
  });

  it("bounds what all texts and patterns of a flow take to be checked", async () => {
    const heavy = (at: number) => `{%if ${`a${at}==to or `.repeat(1500)}nil%}{%endif%}Hello.`;
    const steps = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [`p${at}`, play({ ok: at < 59 ? `p${at + 1}` : "end" }, heavy(at))]),
    );
    const draft = flow({ dial: dial({ answered: "p0" }), ...steps });
    const codes = verify(registry, draft, NAMES).map(({ code }) => code);
    expect(codes).toContain("too_much_work");
  });
});

describe("13.1 the work of a burst", () => {
  const started = { kind: "started", at: AT, interaction_id: "i", flow_version: 1, seed: "s", arguments: { to: "x" } };
  /** Just within what one template may do. */
  const busy = "{% for i in (1..6000) %}{% endfor %}";

  function run(steps: ReturnType<typeof flow>["steps"], variables: Record<string, string> = {}) {
    const names = ["to", "part"];
    const draft = flow(steps, { variables: Object.fromEntries(names.map((name) => [name, { type: "string" }])) });
    draft.steps.trigger!.config = { arguments: names.map((name) => ({ name, variable: name })) };
    const resume = { ...started, arguments: { ...started.arguments, ...variables } } as never;
    return advance(registry, draft, null, resume);
  }

  const faults = (events: EngineEvent[]) =>
    events.flatMap((event) => (event.event === "step_left" && event.error ? [event.error.code] : []));

  it("ends an interaction whose steps do more together than one burst may", async () => {
    const steps = Object.fromEntries(
      Array.from({ length: 90 }, (_, at) => [
        `f${at}`,
        step(
          "run_function",
          { function: "f", inputs: { a: `${busy}{{ '%' | url_decode }}` } },
          {},
          {
            on_error: { do: "go_to", step: at < 89 ? `f${at + 1}` : "end" },
          },
        ),
      ]),
    );
    let result: ReturnType<typeof run> | null = null;
    expect(await cpuMs(() => (result = run(steps)))).toBeLessThan(2 * MOST_MS);
    expect(result!.state).toMatchObject({ status: "failed", outcome: "failed" });
    expect(faults(result!.events).at(-1)).toBe("work_limit");
  });

  it.each([
    { operator: "contains", value_variable: "part" },
    { operator: "matches", value: "x(a|aa)+" },
  ])("counts searches: $operator", async (condition) => {
    const conditions = Array.from({ length: 20 }, () => ({ variable: "to", ...condition }));
    const branches = Array.from({ length: 20 }, (_, at) => ({
      id: `b${at}`,
      name: `B${at}`,
      match: "any",
      conditions,
    }));
    const exits = Object.fromEntries([...branches.map(({ id }) => [id, "end"]), ["no_match", "end"]]);
    const steps = { c: step("conditional_statement", { branches }, exits) };
    const long = "a".repeat(16_000);
    let result: ReturnType<typeof run> | null = null;
    const variables = { to: long, part: late.slice(8000, 24_000) };
    expect(await cpuMs(() => (result = run(steps, variables)))).toBeLessThan(2 * MOST_MS);
    expect(faults(result!.events)).toEqual(["work_limit"]);
  });
});

describe("13.1 the work of a pattern", () => {
  it.each([
    "(a{1000}){1000}",
    "a{1000}".repeat(70),
    `(${"a".repeat(480)}){1000}`,
    `(${"a{2}".repeat(120)}){1000}`,
    "((a{31}){31}){31}",
    "(a{100}){10}".repeat(40),
    "(x{0,9}){0,9}".repeat(38),
    `(?:${"[a-z]{9,}".repeat(50)}){100,}`,
  ])("%s is refused before it is compiled", (pattern) => {
    const compile = vi.spyOn(RE2JS, "compile");
    onTestFinished(() => compile.mockRestore());
    expect(patternFault(pattern, new Work(LIMITS.flow_work, "enough"))).toMatch(/repeats too much/);
    expect(compile).not.toHaveBeenCalled();
    expect(patternFault(crypto.randomUUID(), new Work(LIMITS.flow_work, "enough"))).toBeNull();
    expect(compile).toHaveBeenCalled();
  });

  it.each([
    "^\\+49\\d{6,12}$",
    "[]a]{3}",
    "\\Q((((\\E{3}",
    "(?P<n>a{3}){2}",
    "\\p{Greek}{100}",
    "(a|b|c){50}",
    "a{1000}",
  ])("%s is taken", (pattern) => expect(patternFault(pattern, new Work(LIMITS.flow_work, "enough"))).toBeNull());

  it("counts compiling and searching", () => {
    const work = new Work(LIMITS.burst_work, "enough");
    const many = () => {
      for (let at = 0; at < 1000; at += 1) isFound("(a|b)*c", "ab".repeat(5000), false, work);
    };
    expect(many).toThrow(WorkError);
  });
});
