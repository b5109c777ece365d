import { type Liquid, toValueSync } from "liquidjs";
import type { Insert, Value } from "../contract";
import { LIMITS } from "../limits";
import { Work, WorkError } from "../work";
import { MOMENT, makeLiquid } from "./liquid";
import { MeteredContext, MeteredEmitter, textOf } from "./metered";
import { type ParsedTemplate, parserFor } from "./parse";

const liquid = makeLiquid();
export const parseTemplate = parserFor(liquid);

type Scope = Record<string, Value | Record<string, Value>>;

/**
 * Renders `template` with variables by name; `at` is what "now" means. An unset variable is the empty string. Throws an Error
 * that says what is wrong, such as more than LIMITS.template_work, and a WorkError where `work` has none left.
 */
export function renderTemplate(template: string, scope: Scope, at: string, work: Work = templateWork()): string {
  if (!template.includes("{")) return plain(template, work);
  const own = work.part(LIMITS.template_work, TOO_MUCH);
  return rendered(liquid, parseTemplate(template), { ...scope, [MOMENT]: at }, own, new MeteredEmitter(own));
}

/** The template needs more than LIMITS.template_work; the message says so to the admin. */
export class TemplateTooLong extends Error {}

const TOO_MUCH = `The template needs more than ${LIMITS.template_work} units of work. Shorten its loops and the texts that it makes.`;

/** Work for one template that is part of nothing larger. */
export function templateWork(): Work {
  return new Work(LIMITS.template_work, TOO_MUCH);
}

function plain(template: string, work: Work): string {
  work.use(1);
  return template;
}

function rendered(
  engine: Liquid,
  { nodes, units }: ParsedTemplate,
  scope: Scope,
  work: Work,
  emitter: MeteredEmitter,
): string {
  try {
    work.use(units);
    const context = new MeteredContext(scope, engine, work);
    toValueSync(engine.renderer.renderTemplates(nodes, context, emitter));
    return emitter.buffer;
  } catch (error) {
    const cause = error instanceof Error && "originalError" in error ? error.originalError : error;
    if (!(cause instanceof WorkError)) throw error;
    throw cause.work === work ? new TemplateTooLong(TOO_MUCH) : cause;
  }
}

/** Marks a value that a template inserts, until the emitter writes it. Tags that collect text (`capture`) see its plain text. */
class Inserted {
  constructor(readonly value: unknown) {}
  toString(): string {
    return textOf(this.value);
  }
}

/** Joins the rendered pieces: the template's own text as it is, every marked value through `insert`. */
class InsertingEmitter extends MeteredEmitter {
  constructor(
    work: Work,
    private readonly insert: Insert,
  ) {
    super(work);
  }
  protected override textOf(piece: unknown): string {
    return piece instanceof Inserted ? this.insert(textOf(piece.value), this.buffer) : textOf(piece);
  }
}

/** Created when the first such template is rendered, because few flows have one. */
let inserting: { engine: Liquid; parse: (template: string) => ParsedTemplate } | null = null;

/** As `renderTemplate`, but `insert` writes every value: no filter and no tag can bypass it. */
export function renderInserting(
  template: string,
  scope: Scope,
  at: string,
  insert: Insert,
  work: Work = templateWork(),
): string {
  if (!template.includes("{")) return plain(template, work);
  if (!inserting) {
    const engine = makeLiquid({ outputEscape: (value) => new Inserted(value) as never });
    inserting = { engine, parse: parserFor(engine) };
  }
  const { engine, parse } = inserting;
  const own = work.part(LIMITS.template_work, TOO_MUCH);
  return rendered(engine, parse(template), { ...scope, [MOMENT]: at }, own, new InsertingEmitter(own, insert));
}
