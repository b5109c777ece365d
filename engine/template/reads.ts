import { analyzeSync } from "liquidjs";
import { BoundedMap } from "../bounded-map";
import type { Work } from "../work";
import { parseTemplate, renderTemplate, TemplateTooLong, templateWork } from "./render";

/** A variable as a template reads it: `interaction.id` is the property `id` of `interaction`. */
export type TemplateRead = { name: string; property: string | null };

/** `fault`: why the template can never be rendered. */
type Checked = { reads: TemplateRead[]; fault: string | null; units: number };

const REMEMBERED_TEMPLATES = 2000;
const checked = new BoundedMap<string, Checked>(REMEMBERED_TEMPLATES);

/** Any moment will do, where a template is rendered only to count its work. */
const SOME_MOMENT = "2000-01-01T00:00:00Z";

/**
 * The variables a template reads and does not make itself. Throws an Error that says what is wrong with it; work that it does
 * even while every variable is empty is more than it may do. What this costs counts as part of `work`, remembered or not.
 */
export function templateReads(template: string, work: Work = templateWork()): TemplateRead[] {
  if (!template.includes("{")) return [];
  const { reads, fault, units } = checked.get(template) ?? check(template);
  work.use(units);
  if (fault !== null) throw new Error(fault);
  return reads;
}

function check(template: string): Checked {
  const { nodes, units } = parseTemplate(template);
  const { globals } = analyzeSync(nodes, { partials: false });
  const reads = Object.entries(globals).flatMap(([name, uses]) =>
    uses.map(({ segments: [, property] }) => ({ name, property: typeof property === "string" ? property : null })),
  );
  const rendering = templateWork();
  const fault = faultOf(template, rendering);
  const made = { reads, fault, units: Math.max(rendering.used, units) };
  checked.set(template, made);
  return made;
}

/** Only work is judged: other faults may come from the variables being empty. */
function faultOf(template: string, work: Work): string | null {
  try {
    renderTemplate(template, {}, SOME_MOMENT, work);
    return null;
  } catch (error) {
    return error instanceof TemplateTooLong ? error.message : null;
  }
}
