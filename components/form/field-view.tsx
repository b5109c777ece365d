"use client";
import { ChoiceField } from "./choice-field";
import type { FieldModel } from "./field-model";
import { type FieldProps, useForm } from "./form-context";
import { Frame } from "./frame";
import { GroupField } from "./group-field";
import { ItemField } from "./item-field";
import { ListField } from "./list-field";
import { MapField } from "./map-field";
import { NumberField } from "./number-field";
import { OptionalField } from "./optional-field";
import { SetField } from "./set-field";
import { SwitchField } from "./switch-field";
import { TextField } from "./text-field";
import { UnionField } from "./union-field";

/** Renders the field for a schema; the app's own field if the schema's meta names one (`is`, `names`). */
export function FieldView(props: FieldProps) {
  const { fields } = useForm();
  const { field, path, ...rest } = props;
  const { is, names } = field.meta;
  if (field.kind === "fixed" || is === "id") return null;
  const AppField = (is && fields.is?.[is]) || (names && fields.names?.[names]);
  if (AppField) return <AppField {...props} />;
  if (field.optional && hasSeveralFields(field)) return <OptionalField {...props} />;
  switch (field.kind) {
    case "text":
      if (field.meta.items !== undefined) return <ItemField field={field} path={path} {...rest} />;
      return <TextField field={field} path={path} {...rest} />;
    case "number":
      return <NumberField field={field} path={path} {...rest} />;
    case "switch":
      return <SwitchField field={field} path={path} {...rest} />;
    case "choice":
      return <ChoiceField field={field} path={path} {...rest} />;
    case "set":
      return <SetField field={field} path={path} {...rest} />;
    case "group":
      return <GroupField field={field} path={path} {...rest} />;
    case "list":
      return <ListField field={field} path={path} {...rest} />;
    case "map":
      return <MapField field={field} path={path} {...rest} />;
    case "union":
      return <UnionField field={field} path={path} {...rest} />;
    default:
      return (
        <Frame
          field={field}
          path={path}
          as="group"
          hint="This setting cannot be changed here. Export the flow to edit it."
        >
          {() => <code className="overflow-x-auto font-mono text-label">{JSON.stringify(props.value ?? null)}</code>}
        </Frame>
      );
  }
}

const hasSeveralFields = (field: FieldModel) =>
  field.kind === "group" || field.kind === "union" || (field.kind === "list" && field.bare);
