"use client";
import { Trash2 } from "lucide-react";
import type { FieldModel } from "@/components/form/field-model";
import { type FieldProps, useForm } from "@/components/form/form-context";
import { Frame } from "@/components/form/frame";
import { IconButton } from "@/components/ui/icon-button";
import { namedBy, PARAMETER_WORDS, type Parameter } from "@/engine/contract";
import { useFlow } from "./flow-context";

/**
 * What the chosen action or function takes, each by its own field. Inputs it does not take (any more) stay until they are
 * removed: what somebody typed is not thrown away because somebody else changed the action.
 */
export function InputsField({ field, path, value, onChange }: FieldProps) {
  const { readOnly, value: config, Field } = useForm();
  const { names } = useFlow();
  const { of } = field.meta;
  const facts = of && namedBy((kind, name) => names[kind].get(name), of, config);
  const takes = facts?.takes ?? [];
  const held = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  const others = Object.keys(held).filter((name) => !takes.some((parameter) => parameter.name === name));
  const order = [...takes.map(({ name }) => name), ...others];

  /** Written in the order in which they are shown; an emptied one is left out. */
  function set(name: string, next: unknown, also?: unknown) {
    const entries = order.flatMap((one) => {
      const text = one === name ? next : held[one];
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
              value={held[parameter.name]}
              onChange={(next, also) => set(parameter.name, next, also)}
            />
          ))}
          {others.map((name) => (
            <div key={name} className="flex items-start gap-1">
              <div className="min-w-0 flex-1">
                <Field
                  field={item({ name, type: "string" })}
                  path={`${path}.${name}`}
                  value={held[name]}
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

/** A map's item as the field of one parameter. */
function itemOf(field: FieldModel, { name, type, required, description }: Parameter): FieldModel {
  const item: FieldModel = field.kind === "map" ? field.item : field;
  const hint = [description, type === "string" ? "" : `Must be ${PARAMETER_WORDS[type]}.`].filter(Boolean).join(" ");
  return {
    ...item,
    optional: !required,
    meta: { ...item.meta, title: name, description: hint || undefined },
  };
}
