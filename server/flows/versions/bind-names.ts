import { registry } from "@/components/flow/registry";
import { namedReferences } from "@/engine/definition/named";
import type { Draft } from "@/engine/edit/draft";
import type { AccountNames } from "@/engine/verify";
import type { Bindings } from "../../ports/port-call";

/** The ids that the names in a definition are bound to, by kind and name; a name without an id is bound to itself. */
export function bindNames(document: Draft, names: AccountNames): Bindings {
  const bound: Bindings = {};
  for (const { kind, name } of namedReferences(registry, document)) {
    bound[kind] = { ...bound[kind], [name]: names[kind].get(name)?.id ?? name };
  }
  return bound;
}
