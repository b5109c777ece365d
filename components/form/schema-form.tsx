"use client";
import { TriangleAlert } from "lucide-react";
import { useId, useMemo } from "react";
import type { z } from "zod";
import { Notice } from "@/components/ui/notice";
import { FieldView } from "./field-view";
import { type FieldRenderers, FormContext } from "./form-context";
import { modelOf } from "./model-of";

export type SchemaFormProps = {
  /** Of an object: each key is a field. */
  schema: z.ZodType;
  /** May be incomplete or wrong: what was typed is shown as it is. */
  value: Readonly<Record<string, unknown>>;
  /** One key's new value; undefined takes it away. See FieldProps for `also`. */
  onChange: (key: string, value: unknown, also?: unknown) => void;
  /** What is wrong, by the path of the field: `ring_seconds`, `arguments.0.name`. */
  errors: ReadonlyMap<string, string>;
  /** What may be meant but is worth a look, by path too. */
  warnings?: ReadonlyMap<string, string>;
  fields?: FieldRenderers;
  readOnly?: boolean;
};

const NO_FIELDS: FieldRenderers = {};
const NO_WARNINGS: ReadonlyMap<string, string> = new Map();

/** The form of a schema. It keeps nothing of its own but half-typed numbers: the value is the caller's. */
export function SchemaForm(props: SchemaFormProps) {
  const { schema, value, onChange, errors, warnings = NO_WARNINGS, fields = NO_FIELDS, readOnly = false } = props;
  const id = useId();
  const form = useMemo(
    () => ({ id, value, errors, warnings, fields, readOnly, Field: FieldView }),
    [id, value, errors, warnings, fields, readOnly],
  );
  const model = modelOf(schema);
  const keys = model.kind === "group" ? model.fields : [];
  const known = new Set(keys.map(([key]) => key));
  const elsewhere = [...errors].filter(([path]) => !known.has(path.split(".")[0] ?? ""));
  return (
    <FormContext value={form}>
      <div className="grid gap-4">
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
