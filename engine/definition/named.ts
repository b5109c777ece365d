import type { NamedKind, Registry } from "../contract";
import { fieldsOf } from "./fields";
import type { FlowDefinition } from "./schema";

/** A name of something of the account's, and where a flow says it: the step and the path inside the step. */
export type Named = { kind: NamedKind; name: string; step: string; field: string[] };

/**
 * Everything a flow names that publishing binds to the account's own, by the schemas of its steps' configs. Configs may be
 * half done: what does not fit its schema names nothing.
 */
export function namedIn(registry: Registry, { steps }: Pick<FlowDefinition, "steps">): Named[] {
  return Object.entries(steps).flatMap(([step, { component, config }]) => {
    const schema = registry.get(component)?.definition.config;
    if (!schema) return [];
    return fieldsOf(schema, config).flatMap(({ path, meta, value }) =>
      meta.names && typeof value === "string" && value !== ""
        ? [{ kind: meta.names, name: value, step, field: ["config", ...path] }]
        : [],
    );
  });
}
