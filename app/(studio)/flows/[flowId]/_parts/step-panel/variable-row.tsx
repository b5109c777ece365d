"use client";
import { ChevronRight, EyeOff } from "lucide-react";
import { useId, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import type { VariableRowProps } from "./panel-props";
import { VariableForm } from "./variable-form";

/** A variable as a row that opens into its form. */
export function VariableRow(props: VariableRowProps) {
  const { name, variable, usedBy } = props;
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <li data-part={`variables.${name}`} className={classNames("rounded-control", open && "border border-line bg-page")}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        className="flex h-8 w-full items-center gap-1.5 rounded-control px-1 text-left hover:bg-hover"
      >
        <ChevronRight
          aria-hidden
          className={classNames("size-3.5 shrink-0 text-quiet transition-transform duration-150", open && "rotate-90")}
        />
        <span className="min-w-0 flex-1 truncate">{variable.label || name}</span>
        {variable.sensitive ? (
          <EyeOff role="img" aria-label="Sensitive" className="size-3.5 shrink-0 text-quiet" />
        ) : null}
        {variable.label && variable.label !== name ? (
          <span className="min-w-0 truncate font-mono text-label text-quiet">{name}</span>
        ) : null}
        <span className={classNames("shrink-0 pr-1 text-label", usedBy.length === 0 ? "text-warn" : "text-quiet")}>
          {usedBy.length === 0 ? "unused" : `${usedBy.length} ${usedBy.length === 1 ? "step" : "steps"}`}
        </span>
      </button>
      {open ? (
        <div id={id} className="px-3 pt-1 pb-3">
          <VariableForm {...props} />
        </div>
      ) : null}
    </li>
  );
}
