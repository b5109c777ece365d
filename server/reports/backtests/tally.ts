import type { Difference } from "@/engine/backtest";

/** Differences of one backtest that are told apart; further ones are counted as one. */
const MOST_GROUPS = 100;

const REST: Omit<Difference, "is"> = { key: "…", step: null, message: "Further differences, each of few calls." };

export type Group = Difference & { nth: number; number: number };
export type Tried = { interaction: string; difference: Difference | null };

/** What a page of interactions adds: counts, the groups that are new or larger, and which interaction is of which. */
export type Tally = {
  same: number;
  other: number;
  unknown: number;
  groups: Group[];
  differences: { nth: number; interaction: string }[];
};

/** Adds a page to the groups that are known. Pure: `known` stays as it is. */
export function tallyOf(known: readonly Group[], tried: readonly Tried[]): Tally {
  const groups = new Map(known.map((group) => [group.key, { ...group }]));
  const differences: Tally["differences"] = [];
  const counts = { same: 0, other: 0, unknown: 0 };
  for (const { interaction, difference } of tried) {
    if (!difference) {
      counts.same += 1;
      continue;
    }
    counts[difference.is] += 1;
    const group = groups.get(difference.key) ?? added(groups, difference);
    group.number += 1;
    differences.push({ nth: group.nth, interaction });
  }
  const before = new Map(known.map(({ key, number }) => [key, number]));
  return {
    ...counts,
    differences,
    groups: [...groups.values()].filter(({ key, number }) => before.get(key) !== number),
  };
}

function added(groups: Map<string, Group>, difference: Difference): Group {
  const isFull = groups.size >= MOST_GROUPS - 1;
  const rest = groups.get(REST.key);
  if (isFull && rest) return rest;
  const group = { ...(isFull ? { ...REST, is: difference.is } : difference), nth: groups.size + 1, number: 0 };
  groups.set(group.key, group);
  return group;
}
