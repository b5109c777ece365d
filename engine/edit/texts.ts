import type { z } from "zod";
import type { FieldKind } from "../contract";
import { fieldsOf } from "../definition/fields";

/**
 * A config value with every text in it passed through `change`, together with the text's meaning by the schema. Values that do
 * not fit the schema stay (a draft may be incomplete), and objects without a changed text stay the same.
 */
export function mapTexts(
  schema: z.ZodType,
  value: unknown,
  change: (text: string, is: FieldKind | undefined) => string,
): unknown {
  return fieldsOf(schema, value).reduce<unknown>((made, field) => {
    if (typeof field.value !== "string") return made;
    const text = change(field.value, field.meta.is);
    return text === field.value ? made : put(made, field.path, text);
  }, value);
}

function put(at: unknown, [key, ...rest]: readonly string[], text: string): unknown {
  if (key === undefined) return text;
  if (Array.isArray(at)) return at.map((item, index) => (String(index) === key ? put(item, rest, text) : item));
  const map = at as Record<string, unknown>;
  return { ...map, [key]: put(map[key], rest, text) };
}
