"use client";
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { blankOf } from "./blank";
import type { FieldModel, MapField as Model } from "./field-model";
import { type FieldProps, useForm } from "./form-context";
import { Frame } from "./frame";

/** Values under keys that the user chooses, such as the inputs of an action. */
export function MapField({ field, path, value, onChange }: FieldProps<Model>) {
  const { readOnly, Field } = useForm();
  const record = value ?? field.fallback;
  const entries = Object.entries(typeof record === "object" && record !== null ? record : {});
  const [name, setName] = useState("");
  const wanted = name.trim();
  const exists = entries.some(([key]) => key === wanted);

  function add() {
    if (wanted === "" || exists) return;
    onChange(Object.fromEntries([...entries, [wanted, blankOf(field.item) ?? ""]]));
    setName("");
  }
  return (
    <Frame field={field} path={path} as="group">
      {({ id, "aria-labelledby": labelledBy, "aria-describedby": describedBy }) => (
        <fieldset id={id} aria-labelledby={labelledBy} aria-describedby={describedBy} className="grid min-w-0 gap-2">
          {entries.map(([key, entry]) => (
            <div key={key} className="flex items-start gap-1">
              <div className="min-w-0 flex-1">
                <Field
                  field={titled(field.item, key)}
                  path={`${path}.${key}`}
                  value={entry}
                  onChange={(next, also) =>
                    onChange(Object.fromEntries(entries.map((one) => (one[0] === key ? [key, next] : one))), also)
                  }
                />
              </div>
              {readOnly ? null : (
                <IconButton
                  label={`Remove ${key}`}
                  className="mt-5"
                  onClick={() => onChange(Object.fromEntries(entries.filter((one) => one[0] !== key)))}
                >
                  <Trash2 aria-hidden />
                </IconButton>
              )}
            </div>
          ))}
          {readOnly ? null : (
            <div className="grid gap-1">
              <div className="flex gap-1">
                <Input
                  aria-label="New name"
                  placeholder="Name"
                  value={name}
                  onChange={(event) => setName(event.target.value)}
                  onKeyDown={(event) => {
                    if (event.key === "Enter") add();
                  }}
                />
                <Button onClick={add} disabled={wanted === "" || exists}>
                  <Plus aria-hidden /> {field.meta.add ?? "Add"}
                </Button>
              </div>
              {exists ? (
                <p role="status" className="text-bad text-label">
                  {wanted} is there already. Choose another name.
                </p>
              ) : null}
            </div>
          )}
        </fieldset>
      )}
    </Frame>
  );
}

const titled = (field: FieldModel, title: string): FieldModel => ({ ...field, meta: { ...field.meta, title } });
