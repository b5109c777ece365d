"use client";
import { Plus, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { blankOf } from "./blank";
import { type FieldProps, useForm } from "./form-context";
import { Frame } from "./frame";

/** An optional value with several fields: a button that adds it, then its fields and a button that removes it. */
export function OptionalField({ field, path, value, onChange }: FieldProps) {
  const { readOnly, Field } = useForm();
  const title = field.meta.title ?? "Value";
  if (value === undefined)
    return (
      <Frame field={field} path={path} as="group">
        {({ id }) =>
          readOnly ? (
            <p className="text-quiet">None</p>
          ) : (
            <Button
              id={id}
              look="ghost"
              size="small"
              className="justify-self-start"
              onClick={() => onChange(blankOf({ ...field, optional: false }))}
            >
              <Plus aria-hidden /> Add {title.toLowerCase()}
            </Button>
          )
        }
      </Frame>
    );
  return (
    <div className="grid min-w-0 gap-2">
      <Field field={{ ...field, optional: false }} path={path} value={value} onChange={onChange} />
      {readOnly ? null : (
        <Button look="ghost" size="small" className="justify-self-start" onClick={() => onChange(undefined)}>
          <Trash2 aria-hidden /> Remove {title.toLowerCase()}
        </Button>
      )}
    </div>
  );
}
