"use client";
import { CornerDownRight } from "lucide-react";
import { useMemo } from "react";
import { ComponentIcon } from "@/components/flow/icon";
import { registry } from "@/components/flow/registry";
import { Combobox, type Option } from "@/components/ui/combobox";
import { IconButton } from "@/components/ui/icon-button";
import type { FieldControl } from "@/components/ui/select";
import type { Draft } from "@/engine/edit/draft";

type SendToProps = {
  control: FieldControl;
  draft: Draft;
  target: string | null;
  /** The label of having no target. */
  open: string;
  disabled: boolean;
  onChange: (target: string | null) => void;
  onReveal: (step: string) => void;
};

/** Chooses a step as a target, by name, and has a button that shows it. */
export function SendTo({ control, draft, target, open, disabled, onChange, onReveal }: SendToProps) {
  const options = useMemo(() => stepOptions(draft), [draft]);
  return (
    <span className="flex gap-1">
      <Combobox
        {...control}
        value={target}
        options={options}
        onChange={onChange}
        placeholder={open}
        none={open}
        disabled={disabled}
        className="flex-1"
      />
      <ShowStep draft={draft} step={target} onReveal={onReveal} />
    </span>
  );
}

type ShowStepProps = { draft: Draft; step: string | null; onReveal: (step: string) => void };

/** Shows the step that something leads to. */
export function ShowStep({ draft, step, onReveal }: ShowStepProps) {
  const exists = step !== null && Object.hasOwn(draft.steps, step);
  return (
    <IconButton
      label={exists ? `Show ${draft.steps[step]?.name ?? step}` : "Leads to no step"}
      disabled={!exists}
      onClick={() => step !== null && onReveal(step)}
    >
      <CornerDownRight aria-hidden />
    </IconButton>
  );
}

/** Every step except the trigger, sorted by name; steps of the same name also show their id. */
function stepOptions(draft: Draft): Option[] {
  const steps = Object.entries(draft.steps).filter(([id]) => id !== draft.start);
  const count = new Map<string, number>();
  for (const [, { name }] of steps) count.set(name, (count.get(name) ?? 0) + 1);
  return steps
    .map(([id, { name, component }]): Option => {
      const definition = registry.get(component)?.definition;
      return {
        value: id,
        label: name,
        ...((count.get(name) ?? 0) > 1 ? { detail: id } : {}),
        ...(definition ? { icon: <ComponentIcon icon={definition.icon} group={definition.group} /> } : {}),
      };
    })
    .toSorted((a, b) => a.label.localeCompare(b.label));
}
