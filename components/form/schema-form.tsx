"use client";
import { TriangleAlert } from "lucide-react";
import { useId, useMemo } from "react";
import type { z } from "zod";
import { Notice } from "@/components/ui/notice";
import { FieldView } from "./field-view";
import { type FieldRenderers, FormContext } from "./form-context";
import { goOnAtEnter } from "./go-on";
import { modelOf } from "./model-of";
import { useQuietErrors } from "./use-quiet-errors";

type SchemaFormProps = {
  /** An object schema: each key is a field. */
  schema: z.ZodType;
  /** May be incomplete or invalid: it is shown as it is. */
  value: Readonly<Record<string, unknown>>;
  /** Called with a key and its new value; undefined removes the key. See FieldProps for `also`. */
  onChange: (key: string, value: unknown, also?: unknown) => void;
  /** Error texts by the path of their field: `ring_seconds`, `arguments.0.name`. */
  errors: ReadonlyMap<string, string>;
  /** Warnings, by path too. */
  warnings?: ReadonlyMap<string, string>;
  fields?: FieldRenderers;
  readOnly?: boolean;
  /** What is still empty is an error only once it has been left; for forms that are filled in little by little. */
  quiet?: boolean;
};

const NO_FIELDS: FieldRenderers = {};
const NO_WARNINGS: ReadonlyMap<string, string> = new Map();

/** A form made from a schema. The caller holds the value; the form itself keeps only half-typed numbers. */
export function SchemaForm(props: SchemaFormProps) {
  const { schema, value, onChange, errors, warnings = NO_WARNINGS, fields = NO_FIELDS } = props;
  const { readOnly = false, quiet = false } = props;
  const id = useId();
  const { shown, missing, handlers } = useQuietErrors(errors, value, quiet);
  const form = useMemo(
    () => ({ id, value, errors: shown, missing, warnings, fields, readOnly, Field: FieldView }),
    [id, value, shown, missing, warnings, fields, readOnly],
  );
  const model = modelOf(schema);
  const keys = model.kind === "group" ? model.fields.filter(([, { meta }]) => meta.shown?.(value) !== false) : [];
  const known = new Set(keys.map(([key]) => key));
  const elsewhere = [...shown].filter(([path]) => !known.has(path.split(".")[0] ?? ""));
  return (
    <FormContext value={form}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: nobody acts on it; what is done in its fields passes here. */}
      <div data-form="" className="grid gap-4" {...handlers} onKeyDown={quiet ? goOnAtEnter : undefined}>
        {elsewhere.map(([path, message]) => (
          <Notice key={path} tone="bad" icon={TriangleAlert}>
            {path ? `${path}: ` : ""}
            {message}
          </Notice>
        ))}
        {keys.map(([key, field]) => (
          <FieldView
            key={key}
            field={field}
            path={key}
            value={value[key]}
            onChange={(next, also) => onChange(key, next, also)}
          />
        ))}
      </div>
    </FormContext>
  );
}
