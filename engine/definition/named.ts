import type { NamedKind, Registry } from "../contract";
import { type Field, fieldsOf } from "./fields";
import type { FlowDefinition } from "./schema";

/**
 * A flow's reference to one of the account's resources by name: the step, and the path inside the step. `part`: the part of the
 * resource that the step names, such as an action of a connection.
 */
export type NamedReference = { kind: NamedKind; name: string; step: string; field: string[]; part?: string };

/**
 * All references in a flow to resources that publishing binds, found by the schemas of the steps' configs. Configs may be
 * incomplete: a value that does not fit its schema is no reference.
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
