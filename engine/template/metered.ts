import { Context, defaultOperators, type Emitter, type Liquid, type Operators, type Template, toValue } from "liquidjs";
import { unitsOf, unitsOfSearch, type Work } from "../work";
import { unitsOfNode } from "./nodes";
import { RANGE } from "./tokens";

/** Units for a date: for each part, for one that needs the names of days and months, and for a time zone. */
const DATE = { part: 5, name: 150, zone: 500 };
const NAMED_PARTS = /%[-_0^#:\d]*[EO]?[aAbBchxX]/g;
/** Liquid's own, with two names in it. */
const DEFAULT_FORMAT = "%A %B";

/** A rendering that counts its work: every node, every value that is read, and what Liquid allocates. */
export class MeteredContext extends Context {
  constructor(
    scope: object,
    liquid: Liquid,
    readonly work: Work,
  ) {
    const memoryLimit = { use: (characters: number) => characters > 0 && work.use(unitsOf("") + characters / 16) };
    const renderLimit = { check: () => {} };
    super(scope, liquid.options, { sync: true }, { memoryLimit, renderLimit, liquid } as unknown as Limits);
  }

  override *_get(path: Parameters<Context["_get"]>[0]): IterableIterator<unknown> {
    const value: unknown = yield* super._get(path);
    this.work.use(unitsOf(value));
    return value;
  }
}

type Limits = ConstructorParameters<typeof Context>[3];

/** The operators of Liquid; `contains` counts its search. */
export const OPERATORS: Operators = {
  ...defaultOperators,
  contains: (whole: unknown, sought: unknown, context: Context) => {
    workOf(context).use(unitsOfPair(toValue(whole), toValue(sought)));
    return (defaultOperators.contains as (whole: unknown, sought: unknown) => boolean)(whole, sought);
  },
};

/** Counts the nodes that `liquid` renders and the work of its filters. */
export function meter(liquid: Liquid): void {
  const { renderer } = liquid;
  const render = renderer.renderTemplates;
  renderer.renderTemplates = (templates, context, emitter) => {
    const work = workOf(context);
    work.use(1);
    // Liquid only iterates over the nodes, so that each can be counted as it is taken.
    const nodes = counted(templates, work) as unknown as Template[];
    return render.call(renderer, nodes, context, emitter ?? new MeteredEmitter(work));
  };
  for (const [name, filter] of Object.entries(liquid.filters)) {
    const apply = filter as (this: { context: Context }, value: unknown, ...args: unknown[]) => unknown;
    liquid.registerFilter(name, function (value: unknown, ...args: unknown[]) {
      const work = workOf(this.context);
      work.use(args.reduce((sum: number, arg) => sum + unitsOfPair(toValue(value), toValue(arg)), unitsOf(value)));
      if (name === "date") work.use(unitsOfDate(toValue(args[0]), args[1]));
      const result = apply.call(this, value, ...args);
      work.use(unitsOf(result));
      return result;
    });
  }
  liquid.registerFilter(RANGE, function (low: unknown, high: unknown) {
    const [from, to] = [Number(toValue(low)), Number(toValue(high))];
    if (Math.max(Math.abs(from), Math.abs(to)) > Number.MAX_SAFE_INTEGER) throw new Error("a range ends too high");
    const length = Math.max(Math.ceil(to - from + 1) || 0, 0);
    workOf(this.context).use(length);
    return Array.from({ length }, (_, index) => from + index);
  });
}

function workOf(context: Context): Work {
  return (context as MeteredContext).work;
}

function* counted(templates: readonly Template[], work: Work): Generator<Template> {
  for (const template of templates) {
    work.use(unitsOfNode(template));
    yield template;
  }
}

function unitsOfDate(format: unknown, zone: unknown): number {
  const text = String(format ?? DEFAULT_FORMAT);
  const names = text.match(NAMED_PARTS)?.length ?? 0;
  return text.split("%").length * DATE.part + names * DATE.name + (zone === undefined ? 0 : DATE.zone);
}

/** Units for an operation that may go through `other` at every place of `value`. */
function unitsOfPair(value: unknown, other: unknown): number {
  if (typeof value === "string" && typeof other === "string") return unitsOfSearch(value, other);
  if (Array.isArray(value)) return value.length * unitsOf(other);
  return unitsOf(other);
}

/** Joins what is rendered to one text. */
export class MeteredEmitter implements Emitter {
  raw = false;
  buffer = "";

  constructor(private readonly work: Work) {}

  write(piece: unknown): void {
    const text = this.textOf(piece);
    this.work.use(unitsOf(text));
    this.buffer += text;
  }

  protected textOf(piece: unknown): string {
    return textOf(piece);
  }
}

/** The text that a template shows for a value. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join("");
  return value === null || value === undefined ? "" : String(value);
}
