"use client";
import { ToggleGroup } from "radix-ui";
import { choicesOf } from "./choice-field";
import type { SetField as Model } from "./field-model";
import { type FieldProps, useForm } from "./form-context";
import { Frame } from "./frame";

/** Any number of several values, each a toggle button. The value keeps the schema's order. */
export function SetField({ field, path, value, onChange }: FieldProps<Model>) {
  const { readOnly } = useForm();
  const chosen = Array.isArray(value ?? field.fallback) ? ((value ?? field.fallback) as unknown[]).map(String) : [];
  return (
    <Frame field={field} path={path} as="group">
      {({ "aria-invalid": _, ...control }) => (
        <ToggleGroup.Root
          {...control}
          type="multiple"
          value={chosen}
          disabled={readOnly}
          onValueChange={(next) => onChange(field.values.filter((one) => next.includes(String(one))))}
          className="flex flex-wrap gap-0.5"
        >
          {choicesOf(field).map((choice) => (
            <ToggleGroup.Item
              key={choice.value}
              value={choice.value}
              className="h-7 min-w-7 flex-auto rounded-control border border-edge bg-panel px-1 font-medium text-label text-quiet transition-colors duration-150 hover:text-ink disabled:opacity-55 data-[state=on]:border-accent data-[state=on]:bg-accent-wash data-[state=on]:text-accent-ink"
            >
              {choice.label}
            </ToggleGroup.Item>
          ))}
        </ToggleGroup.Root>
      )}
    </Frame>
  );
}
