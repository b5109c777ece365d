import { registry } from "@/components/flow/registry";
import { fieldMeta } from "@/engine/contract";
import type { Change } from "@/engine/edit/change";
import type { Draft } from "@/engine/edit/draft";
import { configFields, exitLabel } from "@/engine/edit/exits";
import type { Clash } from "@/engine/edit/session/merge";

/** What two people changed differently: a variable, a note, a field of the flow, a step or one of its exits. */
export function clashTitle(draft: Draft, { subject: [field = "", id = "", , exit], mine, theirs }: Clash): string {
  if (field === "variables") return `Variable ${id}`;
  if (field === "notes") return "Note";
  if (field !== "steps") return `Flow: ${field.replaceAll("_", " ")}`;
  const known = [...mine, ...theirs].flatMap(({ before, after }) => [before, after]).find((cell) => isStep(cell));
  const name = draft.steps[id]?.name ?? (isStep(known) ? known.name : id);
  return exit === undefined ? name : `${name}: ${exitLabel(registry, draft.steps[id], exit)}`;
}

/** The name of a changed part, as the step's settings call it. */
export function cellName(draft: Draft, { path: [field, id = "", part, key] }: Change): string {
  if (field !== "steps") return "Value";
  if (part === undefined) return "The whole step";
  if (part === "exits") return `Exit ${exitLabel(registry, draft.steps[id], key ?? "")}`;
  if (part !== "config")
    return part === "name" ? "Name" : part === "on_error" ? "Error handling" : `Output ${key ?? ""}`;
  const definition = registry.get(draft.steps[id]?.component ?? "")?.definition;
  const schema = definition && configFields(definition.config)[key ?? ""];
  return (schema && fieldMeta(schema).title) ?? key ?? "";
}

/** The new value of a changed part: a step by its name, a text as it is, anything else as JSON. */
export function cellValue(draft: Draft, { path, after }: Change): string {
  if (after === undefined || after === null) return path[2] === "exits" ? "Not connected" : "Removed";
  if (isStep(after)) return after.name;
  if (typeof after === "string") return path[2] === "exits" ? (draft.steps[after]?.name ?? after) : after;
  if (typeof after === "object" && "text" in after && typeof after.text === "string") return after.text;
  return JSON.stringify(after, null, 1);
}

function isStep(cell: unknown): cell is { name: string } {
  return typeof cell === "object" && cell !== null && "component" in cell && "name" in cell;
}
