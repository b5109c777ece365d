import { Liquid, type Template } from "liquidjs";
import type { Value } from "./contract";

const TAGS = [
  "assign",
  "capture",
  "case",
  "comment",
  "for",
  "break",
  "continue",
  "if",
  "unless",
  "raw",
  "increment",
  "decrement",
  "cycle",
];
const FILTERS = [
  ...["append", "prepend", "capitalize", "downcase", "upcase", "strip", "lstrip", "rstrip", "strip_newlines", "escape"],
  ...[
    "replace",
    "replace_first",
    "remove",
    "remove_first",
    "slice",
    "split",
    "join",
    "first",
    "last",
    "size",
    "truncate",
  ],
  ...["truncatewords", "default", "plus", "minus", "times", "divided_by", "modulo", "round", "ceil", "floor", "abs"],
  ...["at_least", "at_most", "url_encode", "url_decode", "reverse", "sort", "uniq", "json", "date"],
];

/** What templates find a burst's moment under: no variable can be called this. */
const MOMENT = "the moment";

const MAX_TEMPLATE = 20_000;
const CACHED_TEMPLATES = 2_000;

/**
 * Liquid, cut down to what gives the same answer on every machine and on replay: no file tags, no randomness, limits by
 * size and never by wall clock, dates in UTC and en-US, and "now" and "today" are the burst's own moment.
 */
const liquid = (() => {
  const engine = new Liquid({
    strictFilters: true,
    strictVariables: false,
    ownPropertyOnly: true,
    timezoneOffset: 0,
    locale: "en-US",
    parseLimit: MAX_TEMPLATE * 10,
    memoryLimit: 1_000_000,
    renderLimit: Number.POSITIVE_INFINITY,
    relativeReference: false,
    templates: {},
  });
  for (const tag of Object.keys(engine.tags)) if (!TAGS.includes(tag)) delete engine.tags[tag];
  const date = engine.filters.date as (this: unknown, value: unknown, ...rest: unknown[]) => unknown;
  for (const filter of Object.keys(engine.filters)) if (!FILTERS.includes(filter)) delete engine.filters[filter];
  engine.registerFilter("date", function (value: unknown, ...rest: unknown[]) {
    const moment = value === "now" || value === "today" ? this.context.getSync([MOMENT]) : value;
    return date.call(this, moment, ...rest);
  });
  return engine;
})();

const parsed = new Map<string, Template[]>();

/** Parses a template; throws an Error that says what is wrong and where. */
export function parseTemplate(template: string): Template[] {
  const known = parsed.get(template);
  if (known) return known;
  if (template.length > MAX_TEMPLATE) throw new Error(`The template is longer than ${MAX_TEMPLATE} characters.`);
  const made = liquid.parse(template);
  if (parsed.size >= CACHED_TEMPLATES) parsed.clear();
  parsed.set(template, made);
  return made;
}

/** A variable as a template reads it: `interaction.id` is the property `id` of `interaction`. */
export type TemplateRead = { name: string; property: string | null };

const read = new Map<string, TemplateRead[]>();

/** The variables a template reads and does not make itself; throws as `parseTemplate` does. */
export function templateReads(template: string): TemplateRead[] {
  if (!template.includes("{")) return [];
  const known = read.get(template);
  if (known) return known;
  const { globals } = liquid.analyzeSync(parseTemplate(template), { partials: false });
  const found = Object.entries(globals).flatMap(([name, uses]) =>
    uses.map(({ segments: [, property] }) => ({ name, property: typeof property === "string" ? property : null })),
  );
  if (read.size >= CACHED_TEMPLATES) read.clear();
  read.set(template, found);
  return found;
}

/** Renders `template` with variables by name; `at` is what "now" means. An unset variable is the empty string. */
export function renderTemplate(
  template: string,
  scope: Record<string, Value | Record<string, Value>>,
  at: string,
): string {
  if (!template.includes("{")) return template;
  return String(liquid.renderSync(parseTemplate(template), { ...scope, [MOMENT]: at }));
}
