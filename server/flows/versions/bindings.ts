import { registry } from "@/components/flow/registry";
import { namedReferences } from "@/engine/definition/named";
import type { Draft } from "@/engine/edit/draft";
import type { AccountNames } from "@/engine/verify";
import type { Bindings } from "../../ports/port-call";

/** Names of a definition by kind, and what of the account each means; what goes by its name alone means itself. */
export function bindings(document: Draft, names: AccountNames): Bindings {
  const bound: Bindings = {};
  for (const { kind, name } of namedReferences(registry, document)) {
    bound[kind] = { ...bound[kind], [name]: names[kind].get(name)?.id ?? name };
  }
  return bound;
}
