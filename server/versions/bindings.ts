import { registry } from "@/components/flow/registry";
import type { NamedKind } from "@/engine/contract";
import { namedIn } from "@/engine/definition/named";
import type { Draft } from "@/engine/edit/draft";

/** Names of a definition by kind, and what of the account each means: a number's name is the number itself. */
export type Bindings = Partial<Record<NamedKind, Record<string, string>>>;

export function bindings(document: Draft): Bindings {
  const bound: Bindings = {};
  for (const { kind, name } of namedIn(registry, document)) {
    bound[kind] = { ...bound[kind], [name]: name };
  }
  return bound;
}
