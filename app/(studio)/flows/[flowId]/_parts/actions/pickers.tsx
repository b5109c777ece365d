"use client";
import { Unplug } from "lucide-react";
import type { ExitOf } from "@/components/canvas/layout/ids";
import { outlineOf } from "@/components/editor/outline/tree";
import { type Editor, useEditor } from "@/components/editor/session/editor-context";
import { insertionPointAfter } from "@/components/editor/session/use-editor-state";
import { ComponentIcon } from "@/components/flow/icon";
import { registry } from "@/components/flow/registry";
import { connect } from "@/engine/edit/commands";
import { exitsOf } from "@/engine/edit/exits";
import { GROUPS, placeable } from "../palette/palette";
import { type Choice, type ChoiceGroup, ChoiceList } from "./choice-list";

type AddProps = { from?: ExitOf; into?: ExitOf; position?: [number, number]; close: () => void };

/** Asks for the component of a new step. Without a place, the step goes after the selected one. */
export function AddPicker({ from, into, position, close }: AddProps) {
  const editor = useEditor();
  const place = from || into || position ? { from, into, position } : afterSelected(editor);
  const where = place?.from ?? place?.into;
  const after = where ? editor.draft.steps[where.step]?.name : undefined;
  return (
    <ChoiceList
      title={after ? `Add a step after ${after}` : "Add a step"}
      placeholder="Search components"
      groups={componentGroups((component) => void editor.addStep({ component, ...defined(place) }))}
      close={close}
    />
  );
}

/** Asks for the target of an exit: nowhere, a step, or a new step. */
export function SendPicker({ exit, close }: { exit: ExitOf; close: () => void }) {
  const editor = useEditor();
  const { draft, run, addStep } = editor;
  const placed = draft.steps[exit.step];
  const label = (placed && exitsOf(registry, placed)?.find(({ id }) => id === exit.exit)?.label) ?? exit.exit;
  const target = placed?.exits[exit.exit];
  const send = (to: string | null) => void run(connect(draft, exit.step, exit.exit, to));
  const nowhere: Choice = { id: "", label: "Not connected", icon: <Unplug aria-hidden />, choose: () => send(null) };
  return (
    <ChoiceList
      title={`Send ${label} of ${placed?.name ?? exit.step} to`}
      placeholder="Search steps and components"
      groups={[
        ...(target ? [{ title: "No step", choices: [nowhere] }] : []),
        { title: "Steps", choices: stepChoices(editor, send, exit.step) },
        ...componentGroups((component) => void addStep({ component, from: exit }), "New step: "),
      ]}
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
    const shown = definition ? { detail: definition.label, icon: <ComponentIcon {...definition} /> } : {};
    return [{ id, label: placed.name, choose: () => choose(id), ...shown }];
  });
}

function componentGroups(choose: (component: string) => void, prefix = ""): ChoiceGroup[] {
  return GROUPS.map(({ id, label }) => ({
    title: `${prefix}${label}`,
    choices: placeable()
      .filter(({ group }) => group === id)
      .map((definition) => ({
        id: definition.id,
        label: definition.label,
        icon: <ComponentIcon {...definition} />,
        choose: () => choose(definition.id),
      })),
  })).filter(({ choices }) => choices.length > 0);
}

function afterSelected({ draft, step }: Editor) {
  return step === null ? null : insertionPointAfter(draft, step);
}

/** The object without its undefined values. */
function defined<T extends object>(place: T | null): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(place ?? {}).filter(([, value]) => value !== undefined)) as never;
}
