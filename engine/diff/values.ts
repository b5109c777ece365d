import { dequal } from "dequal";

/** A differing value by its path, as people read it. Absent `before` or `after`: the value is not there. */
export type ValueChange = { path: string[]; before?: string; after?: string };

/** Differing values, down to where the two sides differ in shape; list items are matched by `id` or `name`, else by position. */
export function valueChanges(before: unknown, after: unknown, path: string[] = []): ValueChange[] {
  if (dequal(before, after)) return [];
  if (isMap(before) && isMap(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => valueChanges(own(before, key), own(after, key), [...path, key]));
  }
  const lists = Array.isArray(before) && Array.isArray(after) ? { before, after } : null;
  if (lists) return listChanges(lists.before, lists.after, path);
  return [
    {
      path,
      ...(before === undefined ? {} : { before: asText(before) }),
      ...(after === undefined ? {} : { after: asText(after) }),
    },
  ];
}

function listChanges(before: unknown[], after: unknown[], path: string[]): ValueChange[] {
  const key = ["id", "name"].find((one) => isKeyed(before, one) && isKeyed(after, one));
  if (key === undefined) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }).flatMap((_, at) => valueChanges(before[at], after[at], [...path, String(at)]));
  }
  const idOf = (item: unknown) => String((item as Record<string, unknown>)[key]);
  const old = new Map(before.map((item) => [idOf(item), item]));
  const now = new Map(after.map((item, at) => [idOf(item), { item, at }]));
  const changed = [...now].flatMap(([id, { item, at }]) => valueChanges(old.get(id), item, [...path, String(at)]));
  const removed = [...old].flatMap(([id, item]) =>
    now.has(id) ? [] : valueChanges(item, undefined, [...path, String(before.indexOf(item))]),
  );
  const kept = (list: Iterable<string>) => [...list].filter((id) => old.has(id) && now.has(id));
  const [oldOrder, order] = [kept(old.keys()), kept(now.keys())];
  const places = (ids: string[]) => ids.map((id) => oldOrder.indexOf(id) + 1).join(", ");
  const moved = dequal(oldOrder, order) ? [] : [{ path, before: places(oldOrder), after: places(order) }];
  return [...changed, ...removed, ...moved];
}

function isKeyed(list: readonly unknown[], key: string): boolean {
  const ids = list.map((item) => (isMap(item) ? item[key] : undefined));
  return ids.every((id) => typeof id === "string") && new Set(ids).size === ids.length;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(map: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** A value in words: "variable: to, is: 5" for an object, whose own id says nothing to anybody. */
function asText(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (value === null) return "nothing";
  if (Array.isArray(value)) return value.map(asText).join(", ");
  if (!isMap(value)) return String(value);
  if (typeof value.text === "string") return value.text;
  const fields = Object.entries(value).filter(([key, field]) => key !== "id" && field !== undefined);
  return fields.map(([key, field]) => `${key.replaceAll("_", " ")}: ${asText(field)}`).join(", ");
}
