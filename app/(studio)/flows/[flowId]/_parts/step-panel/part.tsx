"use client";
import { type ReactNode, useId } from "react";
import type { FieldControl } from "@/components/ui/select";

type PartProps = {
  /** The path that problems have for it: `exits.busy`, `on_error`. */
  part: string;
  label: ReactNode;
  error?: string | undefined;
  warning?: string | undefined;
  hint?: ReactNode;
  children: (control: FieldControl) => ReactNode;
};

/** A labelled control of the panel with its error or warning; a problem is focused by `data-part`. */
export function Part({ part, label, error, warning, hint, children }: PartProps) {
  const id = useId();
  const note = error ?? warning ?? hint;
  return (
    <div data-part={part} className="grid min-w-0 gap-1">
      <label id={`${id}-label`} htmlFor={id} className="flex min-w-0 items-center gap-1.5 font-medium text-label">
        {label}
      </label>
      {children({
        id,
        "aria-labelledby": `${id}-label`,
        "aria-describedby": note ? `${id}-note` : undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {note ? (
        <p id={`${id}-note`} className={`text-label ${error ? "text-bad" : warning ? "text-warn" : "text-quiet"}`}>
          {note}
        </p>
      ) : null}
    </div>
  );
}
