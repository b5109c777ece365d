"use client";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { HelpText } from "@/components/ui/help-text";
import type { FieldControl } from "@/components/ui/select";
import type { FieldModel } from "./field-model";
import { useForm } from "./form-context";

type FrameProps = {
  field: FieldModel;
  path: string;
  /** Replaces the schema's description. */
  hint?: ReactNode;
  /** Shown beside the label. */
  aside?: ReactNode;
  /** `group`: several controls under one label, each with a label of its own. */
  as?: "control" | "group";
  /** The frame surrounds another field of the same path, which shows the errors. */
  outer?: boolean;
  children: (control: FieldControl) => ReactNode;
};

/** A field: its label above the control, its hint, error and warning below. */
export function Frame({ field, path, hint, aside, as = "control", outer = false, children }: FrameProps) {
  const form = useForm();
  const id = outer ? `${form.id}-${path}-outer` : `${form.id}-${path}`;
  const error = outer ? undefined : form.errors.get(path);
  const warning = outer ? undefined : form.warnings.get(path);
  const { title } = field.meta;
  const help = hint ?? field.meta.description;
  const notes = [error ? `${id}-error` : null, warning ? `${id}-warning` : null, help ? `${id}-hint` : null].filter(
    (note) => note !== null,
  );
  const control: FieldControl = {
    id,
    "aria-labelledby": `${id}-label`,
    "aria-describedby": notes.length > 0 ? notes.join(" ") : undefined,
    "aria-invalid": error ? true : undefined,
  };
  const label = (
    <>
      {title ?? "Value"}
      {field.optional ? <span className="font-normal text-quiet"> · optional</span> : null}
    </>
  );
  const labelClass = classNames("block min-w-0 font-medium text-label", !title && "sr-only");
  return (
    <div
      data-field={path}
      data-missing={form.missing.has(path) ? "" : undefined}
      className="grid min-w-0 content-start gap-1"
    >
      <div className={classNames("flex min-h-4 items-end justify-between gap-2", !title && !aside && "sr-only")}>
        {as === "group" ? (
          <span id={`${id}-label`} className={labelClass}>
            {label}
          </span>
        ) : (
          <label id={`${id}-label`} htmlFor={id} className={labelClass}>
            {label}
          </label>
        )}
        {aside ? <span className="ml-auto">{aside}</span> : null}
      </div>
      {children(control)}
      {error ? (
        <p id={`${id}-error`} className="text-bad text-label">
          {error}
        </p>
      ) : null}
      {warning ? (
        <p id={`${id}-warning`} className="text-label text-warn">
          {warning}
        </p>
      ) : null}
      {help ? (
        <p id={`${id}-hint`} className="text-label text-quiet">
          {typeof help === "string" ? <HelpText text={help} /> : help}
        </p>
      ) : null}
    </div>
  );
}
