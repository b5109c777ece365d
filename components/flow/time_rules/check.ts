import { canonicalZone, type Finding, WEEKDAYS, type Weekday } from "@/engine/contract";
import type { Branch } from "./config";
import { isWithin, runsPastMidnight } from "./within";

const MINUTES = 24 * 60;

/** Finds ranges that run past midnight, and branches whose minutes are all covered by earlier ones of the same time zone. */
export function check(branches: readonly Branch[]): Finding[] {
  const coveredByZone = new Map<string | null, Uint8Array>();
  return branches.flatMap((branch, at) => {
    const zone = canonicalZone(branch.timezone);
    const before = coveredByZone.get(zone) ?? new Uint8Array(WEEKDAYS.length * MINUTES);
    const own = minutesIn(branch);
    const covered = own.every((inside, minute) => !inside || before[minute]);
    coveredByZone.set(
      zone,
      before.map((inside, minute) => inside | (own[minute] ?? 0)),
    );
    return [...pastMidnight(branch, at), ...(covered ? [neverTaken(branch, at)] : [])];
  });
}

function pastMidnight({ ranges }: Branch, at: number): Finding[] {
  return ranges.flatMap((range, index) => {
    if (!runsPastMidnight(range)) return [];
    const field = ["branches", String(at), "ranges", String(index), "to"];
    const message = `its range ${range.from} to ${range.to} runs past midnight into the next day. Exchange the times if that is not meant.`;
    return [{ severity: "warning", code: "range_past_midnight", message, field }];
  });
}

function neverTaken({ name }: Branch, at: number): Finding {
  return {
    severity: "warning",
    code: "branch_never_matches",
    message: `its branch ${name} can never match: branches above it take all of its hours. Move it up, or change its hours.`,
    field: ["branches", String(at)],
  };
}

/** The minutes of a week that a branch covers. */
function minutesIn({ ranges }: Branch): Uint8Array {
  return Uint8Array.from({ length: WEEKDAYS.length * MINUTES }, (_, at) => {
    const weekday = WEEKDAYS[Math.floor(at / MINUTES)] as Weekday;
    return Number(ranges.some((range) => isWithin(range, { weekday, minute: at % MINUTES })));
  });
}
