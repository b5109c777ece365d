"use client";
import { type ComponentType, createContext, useContext } from "react";
import type { FieldModel } from "./field-model";

/**
 * The props of every field. `also` is passed through unread: an app's own field uses it for changes that belong to this one,
 * such as a variable created in the field.
 */
export type FieldProps<F extends FieldModel = FieldModel> = {
  field: F;
  /** The field's path in the form, with dots: `arguments.0.name`. */
  path: string;
  value: unknown;
  onChange: (value: unknown, also?: unknown) => void;
};

export type FieldRenderer = ComponentType<FieldProps>;

/** The app's own fields, by the schema's meta: `is` (what a text means) or `names` (what kind of thing it names). */
export type FieldRenderers = {
  is?: Readonly<Record<string, FieldRenderer>>;
  names?: Readonly<Record<string, FieldRenderer>>;
};

type Form = {
  id: string;
  /** The whole form's value, for fields that depend on another one. */
  value: Readonly<Record<string, unknown>>;
  errors: ReadonlyMap<string, string>;
  /** The paths of fields that are still to be filled in. */
  missing: ReadonlySet<string>;
  warnings: ReadonlyMap<string, string>;
  fields: FieldRenderers;
  readOnly: boolean;
  /** Renders any field; for fields that contain others. */
  Field: FieldRenderer;
};

export const FormContext = createContext<Form | null>(null);

export function useForm(): Form {
  const form = useContext(FormContext);
  if (!form) throw new Error("A form field was rendered outside of a form.");
  return form;
}
