import { canonicalZone, type DateRange, type Finding, isInRange } from "@/engine/contract";
import type { Branch } from "./config";

/** Finds branches that are never taken because earlier ones of the same time zone cover all their dates. */
export function check(branches: readonly Branch[]): Finding[] {
  return branches.flatMap(({ name, ...branch }, at) => {
    const zone = canonicalZone(branch.timezone);
    const before = branches.slice(0, at).filter(({ timezone }) => canonicalZone(timezone) === zone);
    const covered =
      branch.dates?.every((range) => before.some(({ dates = [] }) => dates.some((one) => includes(one, range)))) ??
      before.some(({ calendar }) => calendar === branch.calendar);
    if (!covered) return [];
    const message = `its branch ${name} can never match: branches above it take all of its days. Move it up, or change its dates.`;
    return [{ severity: "warning", code: "branch_never_matches", message, field: ["branches", String(at)] }];
  });
}

/** Whether one range certainly includes another; decided only if both are annual or both not, or the other is a single day. */
function includes(one: DateRange, other: DateRange): boolean {
  const { from, to = from, annual } = other;
  if (annual !== one.annual) return !annual && from === to && isInRange(from, one);
  if (!annual) return isInRange(from, one) && isInRange(to, one);
  return from === one.from && to === (one.to ?? one.from);
}
