"use client";
import { ChevronDown } from "lucide-react";
import { classNames } from "./class-names";
import { CONTROL } from "./field";
import { lazyOnIdle, usePlaceholder } from "./lazy-on-idle";
import type { Choosing } from "./select-engine";

export type { Choice } from "./select-engine";

type SelectProps = Choosing & {
  /** A label for screen readers, or the attributes that connect the select to its field's visible label. */
  label: string | FieldControl;
  className?: string;
};

/** Attributes that connect a control to the label, hint and error of its field. */
export type FieldControl = {
  id: string;
  "aria-labelledby": string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
};

/** The select library is 15 KiB, which the first paint does not need. Until it is loaded, a button with the same looks is shown. */
const engine = lazyOnIdle(() => import("./select-engine"));

export function Select({ label, className, ...rest }: SelectProps) {
  const { value, all, choices, placeholder, disabled } = rest;
  const parts = engine.use();
  const { pendingAction, events } = usePlaceholder(engine.load);
  const inField = typeof label !== "string";
  const chosen = choices.find((choice) => choice.value === value)?.label ?? (value === null ? all : undefined);
  const trigger = {
    ...(inField ? label : { "aria-label": label }),
    className: classNames(
      CONTROL,
      "inline-flex items-center justify-between gap-2 text-left data-[placeholder]:text-quiet",
      all && value && !inField && "border-accent bg-accent-wash",
      className,
    ),
  };
  if (parts) return <parts.Select {...rest} trigger={trigger} pendingAction={pendingAction.current} />;
  return (
    <button
      type="button"
      role="combobox"
      aria-expanded={false}
      disabled={disabled}
      {...(chosen === undefined ? { "data-placeholder": "" } : {})}
      {...trigger}
      {...events}
    >
      <span className="truncate">{chosen ?? placeholder}</span>
      <ChevronDown aria-hidden className="size-3.5 shrink-0 text-quiet" />
    </button>
  );
}
