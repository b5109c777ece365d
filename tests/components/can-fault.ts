import { type Definition, fieldMeta, unwrapped } from "@/engine/contract";
import type { Case } from "./cases";

/** Steps that render a text or wait for somebody can fault; the rest cannot. */
export function canFault({ config, exits, call }: Definition, cases: readonly Case[]): boolean {
  const waits = cases.some((one) =>
    exits(config.parse(one.config)).some(({ waits, kind }) => waits && kind !== "hidden"),
  );
  return call === "dials" || waits || rendersText(config);
}

type Schema = Definition["config"];
type Def = { shape?: Record<string, Schema>; element?: Schema; valueType?: Schema; options?: Schema[] };

function rendersText(schema: Schema): boolean {
  const { is } = fieldMeta(schema);
  if (is === "template" || is === "message") return true;
  const { shape = {}, element, valueType, options = [] } = unwrapped(schema)._zod.def as unknown as Def;
  return [...Object.values(shape), element, valueType, ...options].some((inner) => inner && rendersText(inner));
}
