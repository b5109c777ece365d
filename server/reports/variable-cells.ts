import type { Values } from "@/engine/contract";
import { sensitiveValues, shownValue } from "./mask";

/** Variables of a row, by their names, as they are shown. */
export type VariableCells = Record<string, string | number | null>;

/** Variables of an interaction as cells of a table. */
export function cellsOf(
  variables: Record<string, { sensitive?: boolean | undefined }>,
  values: Values,
  names: readonly string[],
): VariableCells {
  const secrets = sensitiveValues(variables, [values]);
  return Object.fromEntries(
    names.map((name) => {
      const shown = shownValue(variables, name, values[name], secrets);
      return [name, typeof shown === "boolean" || typeof shown === "object" ? textOf(shown) : shown];
    }),
  );
}

const textOf = (shown: unknown) => (shown === null ? null : JSON.stringify(shown));
