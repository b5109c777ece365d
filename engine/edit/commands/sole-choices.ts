import { fieldMeta, type NamedFacts, type NamedKind, type Registry } from "../../contract";
import type { Draft } from "../draft";
import { configFields } from "../exits";

/** The account's resources by kind and name, as far as they are known. */
export type KnownNames = Partial<Readonly<Record<NamedKind, ReadonlyMap<string, NamedFacts>>>>;

/** Values for the required settings of a component that leave one choice only: the account's one number, the flow's one variable. */
export function soleChoices(
  registry: Registry,
  { variables }: Draft,
  component: string,
  names: KnownNames,
): Record<string, string> {
  const definition = registry.get(component)?.definition;
  const fields = Object.entries(definition ? configFields(definition.config) : {});
  return Object.fromEntries(
    fields.flatMap(([key, field]) => {
      if (field.safeParse(undefined).success) return [];
      const { is, names: kind } = fieldMeta(field);
      const choices = kind ? usable(names[kind]) : is === "variable" ? Object.keys(variables) : [];
      const [only] = choices;
      return only !== undefined && choices.length === 1 ? [[key, only]] : [];
    }),
  );
}

function usable(named: ReadonlyMap<string, NamedFacts> = new Map()): string[] {
  return [...named].filter(([, { usable }]) => usable !== false).map(([name]) => name);
}
