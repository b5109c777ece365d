import { Liquid, type LiquidOptions } from "liquidjs";
import { meter, OPERATORS } from "./metered";

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

/** The scope's key for the burst's moment; no variable can have this name, because it has a space. */
export const MOMENT = "the moment";

/**
 * Liquid, reduced to what renders the same on every machine and on replay: no file tags, no randomness, limits by counted work
 * and not by wall clock, dates in UTC and en-US, and "now" and "today" are the burst's moment.
 */
export function makeLiquid(options: LiquidOptions = {}): Liquid {
  const liquid = new Liquid({
    ...options,
    operators: OPERATORS,
    strictFilters: true,
    strictVariables: false,
    ownPropertyOnly: true,
    timezoneOffset: 0,
    locale: "en-US",
    relativeReference: false,
    templates: {},
  });
  for (const tag of Object.keys(liquid.tags)) if (!TAGS.includes(tag)) delete liquid.tags[tag];
  const date = liquid.filters.date as (this: unknown, value: unknown, ...rest: unknown[]) => unknown;
  for (const filter of Object.keys(liquid.filters)) if (!FILTERS.includes(filter)) delete liquid.filters[filter];
  liquid.registerFilter("date", function (value: unknown, ...rest: unknown[]) {
    const moment = value === "now" || value === "today" ? this.context.getSync([MOMENT]) : value;
    return date.call(this, moment, ...rest);
  });
  const split = liquid.filters.split as (this: unknown, value: unknown, by: unknown) => string[];
  // Between characters, not between the halves of a surrogate pair.
  liquid.registerFilter("split", function (value: unknown, by: unknown) {
    return by === "" && typeof value === "string" ? Array.from(value) : split.call(this, value, by);
  });
  meter(liquid);
  return liquid;
}
