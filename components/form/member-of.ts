import type { FieldModel } from "./field-model";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The index of the union member that a value, perhaps incomplete, was meant as: by its literals, then by a clean parse, then
 * by its keys. 0 if it fits no member.
 */
export function memberOf(members: readonly FieldModel[], value: unknown): number {
  const scores = members.map((member) => likeness(member, value));
  const best = Math.max(...scores);
  return best < 0 ? 0 : scores.indexOf(best);
}

/** True if the value could be an incomplete value of this member. */
export function couldBe(member: FieldModel, value: unknown): boolean {
  return value === undefined || likeness(member, value) >= 0;
}

const CLEAN = 1000;
const FIXED = 100;
const SOME = 10;

function likeness(member: FieldModel, value: unknown): number {
  if (value === undefined) return -1;
  const clean = member.schema.safeParse(value).success ? CLEAN : 0;
  switch (member.kind) {
    case "group": {
      if (!isRecord(value)) return -1;
      const fixed = member.fields.filter(([, field]) => field.kind === "fixed");
      if (fixed.some(([key, field]) => field.kind === "fixed" && key in value && value[key] !== field.value)) return -1;
      const keys = new Set(member.fields.map(([key]) => key));
      const own = Object.keys(value);
      const shared = own.filter((key) => keys.has(key)).length;
      const agreed = fixed.filter(([key]) => key in value).length;
      const strange = own.length - shared;
      return clean + FIXED * agreed + SOME + Math.max(-SOME, shared - strange);
    }
    case "list":
    case "set":
      return Array.isArray(value) || (member.kind === "list" && member.bare && couldBe(member.item, value))
        ? clean + 1
        : -1;
    case "map":
      return isRecord(value) ? clean + 1 : -1;
    case "union":
      return Math.max(...member.members.map((inner) => likeness(inner, value)));
    case "number":
      return typeof value === "number" ? clean + 2 : typeof value === "string" ? 0 : -1;
    case "switch":
      return typeof value === "boolean" ? clean + 2 : -1;
    case "fixed":
      return value === member.value ? clean + 2 : -1;
    default:
      return typeof value === "string" ? clean + 1 : -1;
  }
}
