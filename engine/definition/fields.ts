import type { z } from "zod";
import { fieldMeta, unwrapped } from "../contract";

/** One value of a config with what its schema says about it. */
export type Field = { path: string[]; meta: z.core.GlobalMeta; value: unknown };

type Def = {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  valueType?: z.ZodType;
  options?: z.ZodType[];
  values?: unknown[];
};

/**
 * Every value that is there, lists and groups too, each where the schema expects it. The config may be half done. Walks
 * objects, lists, maps and unions; tests/components keeps definitions to these.
 */
export function fieldsOf(config: z.ZodType, value: unknown): Field[] {
  const found: Field[] = [];
  walk(config, value, [], found);
  return found;
}

function walk(schema: z.ZodType, value: unknown, path: string[], found: Field[]): void {
  if (value === undefined || value === null) return;
  found.push({ path, meta: metaOf(schema, value), value });
  for (const [key, child, item] of children(schema, value)) walk(child, item, [...path, key], found);
}

/** Of a union: what the option meant says goes over what all of them say. */
function metaOf(schema: z.ZodType, value: unknown): z.core.GlobalMeta {
  const def = defOf(schema);
  const option = def.type === "union" ? optionFor(def.options ?? [], value) : undefined;
  return option ? { ...fieldMeta(schema), ...metaOf(option, value) } : fieldMeta(schema);
}

type Child = readonly [key: string, schema: z.ZodType, value: unknown];

function children(schema: z.ZodType, value: unknown): Child[] {
  const def = defOf(schema);
  const { element, valueType } = def;
  if (def.type === "union") {
    const option = optionFor(def.options ?? [], value);
    return option ? children(option, value) : [];
  }
  if (typeof value !== "object" || value === null) return [];
  if (def.type === "array" && element && Array.isArray(value))
    return value.map((item, index) => [String(index), element, item]);
  if (Array.isArray(value)) return [];
  const map = value as Record<string, unknown>;
  if (def.type === "record" && valueType) return Object.keys(map).map((key) => [key, valueType, map[key]]);
  return Object.entries(def.shape ?? {}).flatMap(([key, child]) =>
    Object.hasOwn(map, key) ? [[key, child, map[key]] as const] : [],
  );
}

/**
 * The option of a union that a value is meant as: one that fits it, or else the one whose fixed words it says and whose
 * keys it has most of.
 */
export function optionFor(options: readonly z.ZodType[], value: unknown): z.ZodType | undefined {
  const exact = options.find((option) => option.safeParse(value).success);
  if (exact || typeof value !== "object" || value === null) return exact;
  const ranked = options
    .flatMap((option) => {
      const { type, options: nested } = defOf(option);
      return type === "union" ? (nested ?? []) : [option];
    })
    .map((option) => ({ option, score: matchScore(defOf(option), value) }))
    .filter(({ score }) => score >= 0);
  return ranked.toSorted((a, b) => b.score - a.score)[0]?.option;
}

function matchScore({ type, shape }: Def, value: object): number {
  if (Array.isArray(value)) return type === "array" ? 1 : -1;
  if (type === "record") return 0;
  if (type !== "object" || !shape) return -1;
  const map = value as Record<string, unknown>;
  return Object.entries(shape).reduce((score, [key, field]) => {
    if (score < 0 || !Object.hasOwn(map, key)) return score;
    const { type: kind, values = [] } = defOf(field);
    if (kind === "literal") return values.includes(map[key]) ? score + 10 : -1;
    return score + 1;
  }, 0);
}

/** What the form calls the place of a path: `Arguments 2 › Argument`. Empty where no schema names it. */
export function titleOf(config: z.ZodType, path: readonly string[]): string {
  const titles: string[] = [];
  let candidates = [config];
  for (const key of path) {
    const inside = candidates.flatMap((schema) => options(schema)).map(defOf);
    const item = /^\d+$/.test(key) && inside.some((def) => def.type === "array");
    candidates = inside.flatMap((def) => {
      const child = def.shape ? def.shape[key] : (def.valueType ?? (item ? def.element : undefined));
      return child ? [child] : [];
    });
    const title = candidates.map((schema) => fieldMeta(schema).title).find(Boolean);
    if (item && titles.length > 0) titles.push(`${titles.pop()} ${Number(key) + 1}`);
    else if (title) titles.push(title);
  }
  return titles.join(" › ");
}

function options(schema: z.ZodType): z.ZodType[] {
  const def = defOf(schema);
  return def.type === "union" ? (def.options ?? []).flatMap(options) : [schema];
}

function defOf(schema: z.ZodType): Def {
  return unwrapped(schema)._zod.def as unknown as Def;
}
