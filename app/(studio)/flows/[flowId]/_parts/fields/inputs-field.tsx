"use client";
import { Trash2 } from "lucide-react";
import type { FieldModel } from "@/components/form/field-model";
import { type FieldProps, useForm } from "@/components/form/form-context";
import { Frame } from "@/components/form/frame";
import { IconButton } from "@/components/ui/icon-button";
import { namedBy, PARAMETER_WORDS, type Parameter } from "@/engine/contract";
import { useFlow } from "./flow-context";

/**
 * The inputs of the chosen action or function, one field each. Inputs that it does not have (any more) stay until the user
 * removes them, so that a change of the action loses nothing that was typed.
 */
export function InputsField({ field, path, value, onChange }: FieldProps) {
  const { readOnly, value: config, Field } = useForm();
  const { names } = useFlow();
  const { of } = field.meta;
  const facts = of && namedBy((kind, name) => names[kind].get(name), of, config);
  const takes = facts?.takes ?? [];
  const inputs = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  const others = Object.keys(inputs).filter((name) => !takes.some((parameter) => parameter.name === name));
  const order = [...takes.map(({ name }) => name), ...others];

  /** Writes the inputs in the order they are shown, without empty ones. */
  function set(name: string, next: unknown, also?: unknown) {
    const entries = order.flatMap((one) => {
      const text = one === name ? next : inputs[one];
      return text === undefined || text === "" ? [] : [[one, text] as const];
    });
    onChange(Object.fromEntries(entries), also);
  }
  const item = (parameter: Parameter): FieldModel => itemOf(field, parameter);

  if (order.length === 0)
    return (
      <Frame field={field} path={path} as="group">
        {({ id }) => (
          <p id={id} className="text-quiet">
            {facts ? "It takes none." : `Choose the ${of?.part ?? of?.kind.replace("_", " ") ?? "rest"} first.`}
          </p>
        )}
      </Frame>
    );
  return (
    <Frame field={field} path={path} as="group">
      {({ id, "aria-labelledby": labelledBy }) => (
        <fieldset id={id} aria-labelledby={labelledBy} className="grid min-w-0 gap-3 border-line border-l-2 pl-3">
          {takes.map((parameter) => (
            <Field
              key={parameter.name}
              field={item(parameter)}
              path={`${path}.${parameter.name}`}
              value={inputs[parameter.name]}
              onChange={(next, also) => set(parameter.name, next, also)}
            />
          ))}
          {others.map((name) => (
            <div key={name} className="flex items-start gap-1">
              <div className="min-w-0 flex-1">
                <Field
                  field={item({ name, type: "string" })}
                  path={`${path}.${name}`}
                  value={inputs[name]}
                  onChange={(next, also) => set(name, next, also)}
                />
              </div>
              {readOnly ? null : (
                <IconButton label={`Remove ${name}`} className="mt-5" onClick={() => set(name, undefined)}>
                  <Trash2 aria-hidden />
                </IconButton>
              )}
            </div>
          ))}
        </fieldset>
      )}
    </Frame>
  );
}

/** The field of one parameter, made from the map's item. */
function itemOf(field: FieldModel, { name, type, required, description }: Parameter): FieldModel {
  const item: FieldModel = field.kind === "map" ? field.item : field;
  const hint = [description, type === "string" ? "" : `Must be ${PARAMETER_WORDS[type]}.`].filter(Boolean).join(" ");
  return {
    ...item,
    optional: !required,
    meta: { ...item.meta, title: name, description: hint || undefined },
  };
}
