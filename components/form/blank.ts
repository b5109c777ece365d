import type { FieldModel, GroupField } from "./field-model";

/**
 * A new value for a field: with fixed values, without defaults, and with empty texts for required ones, so that the value's
 * keys say which member of a union it is.
 */
export function blankOf(field: FieldModel): unknown {
  if (field.fallback !== undefined) return field.fallback;
  switch (field.kind) {
    case "group":
      return blankGroup(field);
    case "list":
      return field.bare ? blankOf(field.item) : Array.from({ length: field.min }, () => blankOf(field.item));
    case "set":
      return [];
    case "map":
      return {};
    case "union":
      return field.members[0] ? blankOf(field.members[0]) : undefined;
    case "fixed":
      return field.value;
    case "text":
      return "";
    default:
      return undefined;
  }
}

function blankGroup(field: GroupField): Record<string, unknown> {
  const made = field.fields.flatMap(([key, inner]) => {
    if (inner.optional || inner.fallback !== undefined) return [];
    const value = blankOf(inner);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(made);
}

const slug = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^[^a-z]+|_+$/g, "");

/**
 * A new item for a list: blank, and with an id that no item of the list has, where items have one (`is: "id"`). Ids
 * read like `branch_2` and never change again.
 */
export function newItem(item: FieldModel, others: readonly unknown[]): unknown {
  const blank = blankOf(item);
  if (item.kind !== "group") return blank;
  const started = { ...(blank as object), ...copiedFrom(item, others.at(-1)), ...distinctFrom(item, others) };
  const idKey = item.fields.find(([, field]) => field.meta.is === "id")?.[0];
  if (idKey === undefined) return started;
  const used = new Set(others.map((other) => (other as Record<string, unknown> | null)?.[idKey]));
  const stem = slug(item.meta.title ?? "") || "item";
  let count = others.length + 1;
  while (used.has(`${stem}_${count}`)) count += 1;
  return { ...started, [idKey]: `${stem}_${count}` };
}

/** The values that a new item copies from the last one (meta `as_before`). */
function copiedFrom({ fields }: GroupField, last: unknown): Record<string, unknown> {
  const source = (last ?? {}) as Record<string, unknown>;
  const copied = fields.filter(([key, { meta }]) => meta.as_before && source[key] !== undefined);
  return Object.fromEntries(copied.map(([key]) => [key, source[key]]));
}

/** Where items must differ (meta `distinct`): the first value that no item has, starting with the usual one. */
function distinctFrom({ fields }: GroupField, others: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap(([key, field]) => {
      if (field.kind !== "choice" || !field.meta.distinct) return [];
      const used = others.map((other) => (other as Record<string, unknown> | null)?.[key]);
      const from = field.values.indexOf(field.meta.distinct);
      const inTurn = [...field.values.slice(from), ...field.values.slice(0, Math.max(0, from))];
      const free = inTurn.find((value) => !used.includes(value));
      return free === undefined ? [] : [[key, free] as const];
    }),
  );
}
