"use client";
import { RadioGroup } from "radix-ui";
import { registry } from "@/components/flow/registry";
import { fieldMeta } from "@/engine/contract";
import type { Change } from "@/engine/edit/change";
import type { Draft } from "@/engine/edit/draft";
import { configFields, exitsOf } from "@/engine/edit/exits";
import type { Clash, Side } from "@/engine/edit/session/merge";
import { useEditor } from "../editor-context";

type Props = { clash: Clash; by: string; side: Side | null; onChoose: (side: Side) => void };

/** One thing two people changed, with both versions. */
export function MergeChoice({ clash, by, side, onChoose }: Props) {
  const { draft } = useEditor();
  const title = titleOf(draft, clash);
  return (
    <RadioGroup.Root
      aria-label={title}
      value={side}
      onValueChange={(value) => onChoose(value as Side)}
      className="rounded-card border border-line"
    >
      <h3 className="border-line border-b px-3 py-1.5 font-semibold">{title}</h3>
      <div className="grid gap-2 p-2 sm:grid-cols-2">
        <Version value="mine" name="Mine" changes={clash.mine} draft={draft} />
        <Version value="theirs" name={`From ${by}`} changes={clash.theirs} draft={draft} />
      </div>
    </RadioGroup.Root>
  );
}

type VersionProps = { value: Side; name: string; changes: readonly Change[]; draft: Draft };

function Version({ value, name, changes, draft }: VersionProps) {
  return (
    <RadioGroup.Item
      value={value}
      className="grid content-start gap-1.5 rounded-control border border-line p-2.5 text-left data-[state=checked]:border-accent data-[state=checked]:bg-accent-wash"
    >
      <span className="flex items-center gap-2 font-medium">
        <span aria-hidden className="grid size-4 place-items-center rounded-round border border-edge">
          <RadioGroup.Indicator className="size-2 rounded-round bg-accent" />
        </span>
        {name}
      </span>
      {changes.map((change) => (
        <span key={change.path.join(".")} className="block min-w-0">
          <span className="block text-label text-quiet">{cellName(draft, change)}</span>
          <span className="block whitespace-pre-wrap break-words">{told(draft, change)}</span>
        </span>
      ))}
    </RadioGroup.Item>
  );
}

function titleOf(draft: Draft, { subject: [field = "", id = "", , exit], mine, theirs }: Clash): string {
  if (field === "variables") return `Variable ${id}`;
  if (field === "notes") return "Note";
  if (field !== "steps") return `Flow: ${field.replaceAll("_", " ")}`;
  const known = [...mine, ...theirs].flatMap(({ before, after }) => [before, after]).find((cell) => isStep(cell));
  const name = draft.steps[id]?.name ?? (isStep(known) ? known.name : id);
  return exit === undefined ? name : `${name}: ${exitLabel(draft, id, exit)}`;
}

function exitLabel(draft: Draft, step: string, exit: string): string {
  const placed = draft.steps[step];
  return (placed && exitsOf(registry, placed)?.find(({ id }) => id === exit)?.label) ?? exit;
}

function cellName(draft: Draft, { path: [field, id = "", part, key] }: Change): string {
  if (field !== "steps") return "Value";
  if (part === undefined) return "The whole step";
  if (part === "exits") return `Exit ${exitLabel(draft, id, key ?? "")}`;
  if (part !== "config")
    return part === "name" ? "Name" : part === "on_error" ? "Error handling" : `Output ${key ?? ""}`;
  const definition = registry.get(draft.steps[id]?.component ?? "")?.definition;
  const schema = definition && configFields(definition.config)[key ?? ""];
  return (schema && fieldMeta(schema).title) ?? key ?? "";
}

/** What a cell became, readable: a step by its name, a text as it stands, anything else as its JSON. */
function told(draft: Draft, { path, after }: Change): string {
  if (after === undefined || after === null) return path[2] === "exits" ? "Not connected" : "Removed";
  if (isStep(after)) return after.name;
  if (typeof after === "string") return path[2] === "exits" ? (draft.steps[after]?.name ?? after) : after;
  if (typeof after === "object" && "text" in after && typeof after.text === "string") return after.text;
  return JSON.stringify(after, null, 1);
}

function isStep(cell: unknown): cell is { name: string } {
  return typeof cell === "object" && cell !== null && "component" in cell && "name" in cell;
}
