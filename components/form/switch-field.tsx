"use client";
import { Switch } from "@/components/ui/switch";
import type { SwitchField as Model } from "./field-model";
import { type FieldProps, useForm } from "./form-context";

/** A switch with its label beside it. */
export function SwitchField({ field, path, value, onChange }: FieldProps<Model>) {
  const form = useForm();
  const id = `${form.id}-${path}`;
  const { title, description } = field.meta;
  const error = form.errors.get(path);
  return (
    <div data-field={path} className="flex min-w-0 items-start gap-2.5">
      <Switch
        id={id}
        checked={(value ?? field.fallback) === true}
        onChange={onChange}
        disabled={form.readOnly}
        aria-describedby={error || description ? `${id}-hint` : undefined}
      />
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium text-label">
          {title}
        </label>
        {error || description ? (
          <p id={`${id}-hint`} className={error ? "text-bad text-label" : "text-label text-quiet"}>
            {error ?? description}
          </p>
        ) : null}
      </div>
    </div>
  );
}
