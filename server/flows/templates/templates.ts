import { registry } from "@/components/flow/registry";
import { fieldMeta } from "@/engine/contract";
import type { PlacedStep } from "@/engine/definition/schema";
import { type Draft, readDraft } from "@/engine/edit/draft";
import { configFields } from "@/engine/edit/exits";
import type { AccountNames } from "@/engine/verify";
import appointmentReminder from "./appointment-reminder.json" with { type: "json" };
import callbackRequest from "./callback-request.json" with { type: "json" };
import empty from "./empty.json" with { type: "json" };
import notify from "./notify.json" with { type: "json" };
import reportAProblem from "./report-a-problem.json" with { type: "json" };
import twoLanguageMenu from "./two-language-menu.json" with { type: "json" };

type Template = { title: string; description: string; document: unknown };

/** The templates for a new flow, in the wizard's order. */
const TEMPLATES = {
  empty: { title: "Empty flow", description: "Just the API request that starts it.", document: empty },
  report_a_problem: {
    title: "Report a problem",
    description: "Calls the contact, announces the agent, then calls the agent and joins the two.",
    document: reportAProblem,
  },
  appointment_reminder: {
    title: "Appointment reminder",
    description:
      "Reminds the contact, who confirms with a key or reaches an agent. Rings again where nobody answers; voicemail hears a short form.",
    document: appointmentReminder,
  },
  notify: {
    title: "Notify with a message",
    description: "Speaks a message of the request, and keeps whether somebody confirmed that they heard it.",
    document: notify,
  },
  two_language_menu: {
    title: "Two-language menu",
    description: "Asks in English and Spanish, goes on in the language chosen, and calls the agent who speaks it.",
    document: twoLanguageMenu,
  },
  callback_request: {
    title: "Callback request",
    description: "Puts the contact through now, or queues a callback from a ring group's agents.",
    document: callbackRequest,
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

/** A new flow's document. Fills names of the account's resources, such as the number to call from, with the first usable one. */
export function fromTemplate(id: TemplateId, names: AccountNames): Draft {
  const draft = draftOf(id);
  const steps = Object.entries(draft.steps).map(([step, placed]) => [step, withNames(placed, names)] as const);
  return { ...draft, steps: Object.fromEntries(steps) };
}

function draftOf(id: TemplateId): Draft {
  const { draft, fault } = readDraft(TEMPLATES[id].document);
  if (!draft) throw new Error(`The template ${id} cannot be read: ${fault.path} ${fault.message}`);
  return draft;
}

/** Fills the step's required fields that name a resource of the account and that the template leaves empty. */
function withNames(placed: PlacedStep, names: AccountNames): PlacedStep {
  const schema = registry.get(placed.component)?.definition.config;
  const filled = Object.entries(schema ? configFields(schema) : {}).flatMap(([key, field]) => {
    const { names: kind } = fieldMeta(field);
    if (!kind || Object.hasOwn(placed.config, key) || field.safeParse(undefined).success) return [];
    const [first] = [...names[kind]].find(([, { usable }]) => usable !== false) ?? [];
    return first === undefined ? [] : [[key, first] as const];
  });
  return { ...placed, config: { ...Object.fromEntries(filled), ...placed.config } };
}
