import type { NamedKind, Registry } from "../contract";
import { type Field, fieldsOf } from "./fields";
import type { FlowDefinition } from "./schema";

/**
 * A name of something of the account's, and where a flow says it: the step and the path inside the step. `part`: what the
 * step names inside of it, such as an action of a connection.
 */
export type NamedReference = { kind: NamedKind; name: string; step: string; field: string[]; part?: string };

/**
 * Everything a flow names that publishing binds to the account's own, by the schemas of its steps' configs. Configs may be
 * half done: what does not fit its schema names nothing.
 */
export function namedReferences(registry: Registry, { steps }: Pick<FlowDefinition, "steps">): NamedReference[] {
  return Object.entries(steps).flatMap(([step, { component, config }]) => {
    const schema = registry.get(component)?.definition.config;
    if (!schema) return [];
    const fields = fieldsOf(schema, config);
    return fields.flatMap(({ path, meta, value }) =>
      meta.names && typeof value === "string" && value !== ""
        ? [{ kind: meta.names, name: value, step, field: ["config", ...path], ...partOf(fields, path) }]
        : [],
    );
  });
}

function partOf(fields: readonly Field[], path: readonly string[]): { part?: string } {
  const [key] = path;
  const part = path.length === 1 ? fields.find(({ meta }) => meta.is === "part" && meta.of?.name === key) : undefined;
  return typeof part?.value === "string" ? { part: part.value } : {};
}
