"use client";
import { classNames } from "@/components/ui/class-names";
import { Alternatives } from "./alternatives";
import type { FieldModel, GroupField as Model } from "./field-model";
import { type FieldProps, useForm } from "./form-context";

/** The fields of an object, under its title. Short fields are placed side by side. */
export function GroupField({ field, path, value, onChange }: FieldProps<Model>) {
  const { title } = field.meta;
  const form = useForm();
  const id = `${form.id}-${path}`;
  return (
    <fieldset data-field={path} aria-labelledby={title ? `${id}-label` : undefined} className="grid min-w-0 gap-2">
      {title ? (
        <span id={`${id}-label`} className="font-medium text-label">
          {title}
        </span>
      ) : null}
      <GroupFields field={field} path={path} value={value} onChange={onChange} />
    </fieldset>
  );
}

/** The fields of an object without a title, for list items and union members, which have one already. */
export function GroupFields({ field, path, value, onChange }: FieldProps<Model>) {
  const { errors } = useForm();
  const record = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  const shown = field.fields.filter(
    ([, inner]) =>
      inner.kind !== "fixed" &&
      inner.meta.is !== "id" &&
      !inner.meta.instead_of &&
      inner.meta.shown?.(record) !== false,
  );
  const own = errors.get(path);

  /** Writes the value with its keys in the schema's order, and with the schema's literals. */
  function change(next: Readonly<Record<string, unknown>>, also?: unknown) {
    const entries = field.fields.flatMap(([name, inner]) => {
      const part = Object.hasOwn(next, name) ? next[name] : inner.kind === "fixed" ? inner.value : record[name];
      return part === undefined ? [] : [[name, part] as const];
    });
    const unknown = Object.entries(record).filter(([name]) => !field.fields.some(([known]) => known === name));
    onChange(Object.fromEntries([...entries, ...unknown]), also);
  }

  return (
    <div className="grid grid-cols-2 gap-x-2 gap-y-3">
      {shown.map(([key, inner], index) => (
        <div key={key} className={classNames("min-w-0", isWide(shown, index) && "col-span-2")}>
          <Alternatives ways={waysOf(field, key, inner)} path={path} record={record} onChange={change} />
        </div>
      ))}
      {own ? <p className="col-span-2 text-bad text-label">{own}</p> : null}
    </div>
  );
}

/** A field and the fields that can replace it (meta `instead_of`). */
const waysOf = ({ fields }: Model, key: string, inner: FieldModel) => [
  [key, inner] as const,
  ...fields.filter(([, other]) => other.meta.instead_of === key),
];

const SHORT = new Set<FieldModel["kind"]>(["text", "number", "choice"]);

const isShort = (field: FieldModel) =>
  SHORT.has(field.kind) && field.meta.is !== "template" && !field.meta.rows && !field.meta.unit;

/** A short field shares its row with the next one if that is short too; otherwise it has the row to itself. */
function isWide(fields: readonly (readonly [string, FieldModel])[], index: number): boolean {
  let column = 0;
  for (let at = 0; at <= index; at += 1) {
    const [here, next] = [fields[at]?.[1], fields[at + 1]?.[1]];
    const wide = column === 0 && !(here && next && isShort(here) && isShort(next));
    if (at === index) return wide;
    column = wide ? 0 : 1 - column;
  }
  return true;
}
