"use client";
import { Search } from "lucide-react";
import { ComponentIcon } from "@/components/flow/icon";
import { registry } from "@/components/flow/registry";
import { classNames } from "@/components/ui/class-names";
import { CONTROL } from "@/components/ui/field";
import type { FieldControl } from "@/components/ui/select";
import type { Draft } from "@/engine/edit/draft";
import { ShowStep } from "./send-to";

type ExitTargetProps = {
  control: FieldControl;
  draft: Draft;
  target: string | null;
  /** The label of having no target. */
  open: string;
  disabled: boolean;
  /** Opens the search for what follows. */
  onAsk: () => void;
  onReveal: (step: string) => void;
};

/** Where an exit leads: a button that opens the search for what follows, and one that shows the target. */
export function ExitTarget({ control, draft, target, open, disabled, onAsk, onReveal }: ExitTargetProps) {
  const { id, "aria-labelledby": labelledBy, ...aria } = control;
  const placed = target === null ? undefined : draft.steps[target];
  const definition = placed && registry.get(placed.component)?.definition;
  return (
    <span className="flex gap-1">
      <button
        type="button"
        id={id}
        role="combobox"
        aria-haspopup="dialog"
        aria-expanded={false}
        aria-labelledby={`${labelledBy} ${id}-value`}
        disabled={disabled}
        onClick={onAsk}
        className={classNames(CONTROL, "flex min-w-0 flex-1 items-center gap-2 text-left")}
        {...aria}
      >
        {definition ? <ComponentIcon icon={definition.icon} group={definition.group} /> : null}
        <span id={`${id}-value`} className={classNames("min-w-0 flex-1 truncate", !placed && "text-quiet")}>
          {placed?.name ?? target ?? open}
        </span>
        <Search aria-hidden className="size-3.5 shrink-0 text-quiet" />
      </button>
      <ShowStep draft={draft} step={target} onReveal={onReveal} />
    </span>
  );
}
