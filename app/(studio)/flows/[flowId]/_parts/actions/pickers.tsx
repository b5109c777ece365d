"use client";
import { useState } from "react";
import type { ExitOf } from "@/components/canvas/layout/ids";
import { outlineOf } from "@/components/editor/outline/tree";
import { type Editor, useEditor } from "@/components/editor/session/editor-context";
import { insertionPointAfter } from "@/components/editor/session/use-editor-state";
import { ComponentIcon } from "@/components/flow/icon";
import { registry } from "@/components/flow/registry";
import { type Choice, type ChoiceGroup, ChoiceList } from "@/components/ui/choice-list";
import type { TypedAhead } from "@/components/ui/typed-ahead";
import { misplacedAt } from "@/engine/verify/placement";
import { GROUPS, placeable } from "../palette/palette";

type AddProps = { from?: ExitOf; into?: ExitOf; position?: [number, number]; typed: TypedAhead; close: () => void };

/** Asks for the component of a new step. Without a place, the step goes after the selected one. */
export function AddPicker({ from, into, position, typed, close }: AddProps) {
  const editor = useEditor();
  const place = from || into || position ? { from, into, position } : afterSelected(editor);
  const where = place?.from ?? place?.into;
  const after = where ? editor.draft.steps[where.step]?.name : undefined;
  const [misplaced] = useState(() => misplacedAt(registry, editor.draft, where ? [where] : []));
  return (
    <ChoiceList
      title={after ? `Add a step after ${after}` : "Add a step"}
      placeholder="Search components"
      groups={componentGroups(misplaced, (component) => void editor.addStep({ component, ...defined(place) }))}
      typed={typed}
      close={close}
    />
  );
}

/** The flow's steps as choices, in the outline's order. With `not`, without that step and without the trigger. */
export function stepChoices({ draft }: Editor, choose: (step: string) => void, not?: string): Choice[] {
  return outlineOf(registry, draft, new Set()).flatMap((line): Choice[] => {
    const { step: id } = line;
    const placed = draft.steps[id];
    if (line.kind === "exit" || !placed || (not !== undefined && (id === not || id === draft.start))) return [];
    const definition = registry.get(placed.component)?.definition;
    const icon = definition && <ComponentIcon {...definition} />;
    const detail = definition && definition.label !== placed.name ? { detail: definition.label } : {};
    return [{ id, label: placed.name, icon, choose: () => choose(id), ...detail }];
  });
}

function componentGroups(misplaced: ReadonlyMap<string, string>, choose: (component: string) => void): ChoiceGroup[] {
  return GROUPS.map(({ id, label }) => ({
    title: label,
    choices: placeable()
      .filter(({ group }) => group === id)
      .map((definition) => ({
        id: definition.id,
        label: definition.label,
        icon: <ComponentIcon {...definition} />,
        unusable: misplaced.get(definition.id),
        choose: () => choose(definition.id),
      })),
  }));
}

function afterSelected({ draft, step }: Editor) {
  return step === null ? null : insertionPointAfter(draft, step);
}

/** The object without its undefined values. */
function defined<T extends object>(place: T | null): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(place ?? {}).filter(([, value]) => value !== undefined)) as never;
}
