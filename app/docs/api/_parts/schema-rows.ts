import type { Resolve, Schema } from "./document";

export type SchemaRow = { name: string; type: string; required: boolean; description: string; example: string | null };

/** An object's properties as table rows; nested properties follow, with their path as name. */
export function schemaRows(schema: Schema, resolve: Resolve, prefix = ""): SchemaRow[] {
  const { properties = {}, required = [], additionalProperties } = resolve(schema);
  const rows = Object.entries(properties).flatMap(([name, raw]) => {
    const property = resolve(raw);
    const path = `${prefix}${name}`;
    const row = rowOf(path, property, required.includes(name), resolve);
    const items = property.items && resolve(property.items);
    if (items?.properties) return [row, ...schemaRows(items, resolve, `${path}[].`)];
    return property.properties ? [row, ...schemaRows(property, resolve, `${path}.`)] : [row];
  });
  if (typeof additionalProperties !== "object") return rows;
  const others = rowOf(`${prefix}{name}`, resolve(additionalProperties), true, resolve);
  return [...rows, { ...others, description: others.description || "One entry for each name." }];
}

function rowOf(name: string, schema: Schema, required: boolean, resolve: Resolve): SchemaRow {
  const example = schema.example ?? schema.examples?.[0];
  return {
    name,
    type: typeOf(schema, resolve),
    required,
    description: schema.description ?? "",
    example: example === undefined ? null : typeof example === "string" ? example : JSON.stringify(example),
  };
}

function typeOf(raw: Schema, resolve: Resolve): string {
  const schema = resolve(raw);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.anyOf) return schema.anyOf.map((one) => typeOf(one, resolve)).join(" | ");
  if (schema.items) return `list of ${typeOf(schema.items, resolve)}`;
  const type = Array.isArray(schema.type) ? schema.type.join(" | ") : (schema.type ?? "any");
  return schema.format ? `${type} (${schema.format})` : type;
}
