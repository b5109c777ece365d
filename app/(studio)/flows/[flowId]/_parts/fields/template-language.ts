import type { ChipLanguage } from "@/components/form/chip-text/piece";
import { POSITION } from "@/engine/contract";
import type { Draft } from "@/engine/edit/draft";
import { templatePieces } from "@/engine/edit/template-pieces";

/** Variables that every flow has; they are read-only. */
const BUILT_IN: Record<string, string> = {
  "interaction.id": "Interaction id",
  "interaction.started_at": "Interaction started at",
  "flow.name": "Flow name",
  "flow.version": "Flow version",
  "call.from": "Call from",
  "call.to": "Call to",
  "call.answered_by": "Call answered by",
};

/** Read-only variables that some templates have, by the meta `knows` of their fields. */
const OF_SOME: Record<string, string> = { [POSITION]: "Place in the queue" };

/** Shows a template's variables as chips, and offers all variables after `{{`. `knows`: read-only ones that only this template has. */
export function templateLanguage(variables: Draft["variables"], knows: readonly string[] = []): ChipLanguage {
  const own = Object.entries(variables).map(([name, { label }]) => [name, label || name] as const);
  const further = knows.map((name) => [name, OF_SOME[name] ?? name] as const);
  const labels = new Map([...own, ...Object.entries(BUILT_IN), ...further]);
  return {
    opener: "{{",
    query: /^\s*[\p{Letter}\p{Number}_. ]{0,40}$/u,
    offers: [...labels].map(([name, label]) => ({
      source: `{{ ${name} }}`,
      label,
      detail: name === label ? "" : name,
    })),
    split: (text) =>
      templatePieces(text).map(({ source, variable }) => {
        if (variable === null) return { source, chip: null };
        const label = labels.get(variable);
        const title = label === undefined ? `${variable} is not a variable of this flow` : variable;
        return { source, chip: { label: label ?? variable, title, unknown: label === undefined } };
      }),
  };
}
