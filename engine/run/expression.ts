import { Context, type Emitter, Liquid, type LiquidOptions, type Template, toValueSync } from "liquidjs";
import { BoundedMap } from "../bounded-map";
import type { Insert, Value } from "../contract";

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
function makeLiquid(options: LiquidOptions = {}): Liquid {
  const engine = new Liquid({
    ...options,
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
}

const liquid = makeLiquid();
const parsed = new BoundedMap<string, Template[]>(CACHED_TEMPLATES);

/** Parses a template; throws an Error that says what is wrong and where. */
export function parseTemplate(template: string): Template[] {
  return parseWith(liquid, parsed, template);
}

function parseWith(engine: Liquid, cache: Map<string, Template[]>, template: string): Template[] {
  const known = cache.get(template);
  if (known) return known;
  if (template.length > MAX_TEMPLATE) throw new Error(`The template is longer than ${MAX_TEMPLATE} characters.`);
  const made = engine.parse(template);
  cache.set(template, made);
  return made;
}

/** A variable as a template reads it: `interaction.id` is the property `id` of `interaction`. */
export type TemplateRead = { name: string; property: string | null };

const read = new BoundedMap<string, TemplateRead[]>(CACHED_TEMPLATES);

/** The variables a template reads and does not make itself; throws as `parseTemplate` does. */
export function templateReads(template: string): TemplateRead[] {
  if (!template.includes("{")) return [];
  const known = read.get(template);
  if (known) return known;
  const { globals } = liquid.analyzeSync(parseTemplate(template), { partials: false });
  const found = Object.entries(globals).flatMap(([name, uses]) =>
    uses.map(({ segments: [, property] }) => ({ name, property: typeof property === "string" ? property : null })),
  );
  read.set(template, found);
  return found;
}

type Scope = Record<string, Value | Record<string, Value>>;

/** Renders `template` with variables by name; `at` is what "now" means. An unset variable is the empty string. */
export function renderTemplate(template: string, scope: Scope, at: string): string {
  if (!template.includes("{")) return template;
  return String(liquid.renderSync(parseTemplate(template), { ...scope, [MOMENT]: at }));
}

/** A value on its way into the text. A tag that only collects text (`capture`) takes it for the text it is. */
class Inserted {
  constructor(readonly value: unknown) {}
  toString(): string {
    return textOf(this.value);
  }
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join("");
  return value === null || value === undefined ? "" : String(value);
}

/** Joins what is rendered: the template's own text as it stands, every value as `insert` writes it. */
class InsertingEmitter implements Emitter {
  raw = false;
  buffer = "";
  constructor(private readonly insert: Insert) {}
  write(piece: unknown): void {
    this.buffer += piece instanceof Inserted ? this.insert(textOf(piece.value), this.buffer) : textOf(piece);
  }
}

/** Made when the first such template is rendered: few flows have one. */
let insertingLiquid: Liquid | null = null;
const parsedInserting = new BoundedMap<string, Template[]>(CACHED_TEMPLATES);

/** The same, with every value written by `insert`: there is no filter and no tag that gets a value past it. */
export function renderInserting(template: string, scope: Scope, at: string, insert: Insert): string {
  if (!template.includes("{")) return template;
  insertingLiquid ??= makeLiquid({ outputEscape: (value) => new Inserted(value) as never });
  const emitter = new InsertingEmitter(insert);
  const context = new Context(
    { ...scope, [MOMENT]: at },
    insertingLiquid.options,
    { sync: true },
    { liquid: insertingLiquid },
  );
  toValueSync(
    insertingLiquid.renderer.renderTemplates(parseWith(insertingLiquid, parsedInserting, template), context, emitter),
  );
  return emitter.buffer;
}
