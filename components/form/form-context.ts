"use client";
import { type ComponentType, createContext, useContext } from "react";
import type { FieldModel } from "./field-model";

/**
 * What every field gets. `also` is whatever else an app's own field wants done together with the change (a variable made
 * on the way, say): the form passes it on and does not look at it.
 */
export type FieldProps<F extends FieldModel = FieldModel> = {
  field: F;
  /** From the form's top, dots between keys: `arguments.0.name`. */
  path: string;
  value: unknown;
  onChange: (value: unknown, also?: unknown) => void;
};

export type FieldRenderer = ComponentType<FieldProps>;

/** The app's own fields, by what a schema's meta says of them: `is` (what a text means) or `names` (what it names). */
export type FieldRenderers = {
  is?: Readonly<Record<string, FieldRenderer>>;
  names?: Readonly<Record<string, FieldRenderer>>;
};

type Form = {
  id: string;
  /** All of it, for fields that depend on another one. */
  value: Readonly<Record<string, unknown>>;
  errors: ReadonlyMap<string, string>;
  warnings: ReadonlyMap<string, string>;
  fields: FieldRenderers;
  readOnly: boolean;
  /** Any field, for those that hold others. */
  Field: FieldRenderer;
};

export const FormContext = createContext<Form | null>(null);

export function useForm(): Form {
  const form = useContext(FormContext);
  if (!form) throw new Error("A field stands outside of a form.");
  return form;
}
