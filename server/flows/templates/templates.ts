import { registry } from "@/components/flow/registry";
import { fieldMeta } from "@/engine/contract";
import type { PlacedStep } from "@/engine/definition/schema";
import { type Draft, readDraft } from "@/engine/edit/draft";
import { configFields } from "@/engine/edit/exits";
import empty from "./empty.json" with { type: "json" };
import reportAProblem from "./report-a-problem.json" with { type: "json" };

type Template = { title: string; description: string; document: unknown };

/** What a new flow can begin with, in the wizard's order. */
const TEMPLATES = {
  empty: { title: "Empty flow", description: "Just the API request that starts it.", document: empty },
  report_a_problem: {
    title: "Report a problem",
    description: "Calls the customer, announces the agent, then calls the agent and joins the two.",
    document: reportAProblem,
  },
} as const satisfies Record<string, Template>;

export type TemplateId = keyof typeof TEMPLATES;
export const TEMPLATE_IDS = Object.keys(TEMPLATES) as [TemplateId, ...TemplateId[]];

export function templates() {
  return TEMPLATE_IDS.map((id) => {
    const { title, description } = TEMPLATES[id];
    return { id, title, description, steps: Object.keys(draftOf(id).steps).length };
  });
}

/** A new flow's document. Steps that call somebody call from `number`, if the account has one. */
export function fromTemplate(id: TemplateId, number: string | null): Draft {
  const draft = draftOf(id);
  if (number === null) return draft;
  const steps = Object.entries(draft.steps).map(([step, placed]) => [step, withNumber(placed, number)] as const);
  return { ...draft, steps: Object.fromEntries(steps) };
}

function draftOf(id: TemplateId): Draft {
  const { draft, fault } = readDraft(TEMPLATES[id].document);
  if (!draft) throw new Error(`The template ${id} cannot be read: ${fault.path} ${fault.message}`);
  return draft;
}

/** A step's fields that name one of the account's numbers, filled in where the template could not know it. */
function withNumber(placed: PlacedStep, number: string): PlacedStep {
  const schema = registry.get(placed.component)?.definition.config;
  const missing = Object.entries(schema ? configFields(schema) : {})
    .filter(([key, field]) => fieldMeta(field).names === "number" && !Object.hasOwn(placed.config, key))
    .map(([key]) => [key, number] as const);
  return { ...placed, config: { ...Object.fromEntries(missing), ...placed.config } };
}
