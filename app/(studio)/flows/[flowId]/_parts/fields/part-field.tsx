"use client";
import { useMemo } from "react";
import { type FieldProps, useForm } from "@/components/form/form-context";
import { Frame } from "@/components/form/frame";
import { Combobox, type Option } from "@/components/ui/combobox";
import { useFlow } from "./flow-context";

/** Chooses a part of the thing that another field names, such as an action of the chosen connection. */
export function PartField({ field, path, value, onChange }: FieldProps) {
  const { readOnly, value: config } = useForm();
  const { names } = useFlow();
  const { of, title = "Part" } = field.meta;
  const name = of && config[of.name];
  const parts = of && typeof name === "string" ? names[of.kind].get(name)?.parts : undefined;
  const options = useMemo(
    () =>
      Object.entries(parts ?? {}).map(
        ([id, { label }]): Option => ({ value: id, label: id, ...(label && label !== id ? { detail: label } : {}) }),
      ),
    [parts],
  );
  const one = title.toLowerCase();
  return (
    <Frame field={field} path={path}>
      {(control) => (
        <Combobox
          {...control}
          value={typeof value === "string" && value !== "" ? value : null}
          options={options}
          onChange={(next) => onChange(next ?? undefined)}
          placeholder={`Choose ${/^[aeiou]/.test(one) ? "an" : "a"} ${one}`}
          disabled={readOnly}
          empty={parts ? `${String(name)} has none yet.` : `Choose the ${of?.kind.replace("_", " ") ?? "rest"} first.`}
        />
      )}
    </Frame>
  );
}
