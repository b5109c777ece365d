import type pg from "pg";
import { v7 } from "uuid";
import type { AccountId } from "@/server/ports/ids";
import type { RingGroupInput } from "@/server/resources/ring-groups/schema";

const ALWAYS = { timeZone: "Europe/Lisbon", hours: [], ringSeconds: 20 };
const agent = (number: string, label: string) => ({ number, label });

/** In order, all at once, nobody at all, nobody who answers, never open in time, and agents that the account may not call. */
const GROUPS: RingGroupInput[] = [
  {
    ...ALWAYS,
    name: "In order",
    strategy: "in_order",
    agents: [agent("+12025550131", "Never"), agent("+12025550171", "Ann")],
  },
  {
    ...ALWAYS,
    name: "At once",
    strategy: "all_at_once",
    agents: [agent("+12025550172", "Bea"), agent("+12025550173", "Cid")],
  },
  // For contacts who wait on the line, who have agents of their own.
  {
    ...ALWAYS,
    name: "Line in order",
    strategy: "in_order",
    agents: [agent("+12025550184", "Dan"), agent("+12025550185", "Eve")],
  },
  {
    ...ALWAYS,
    name: "Line at once",
    strategy: "all_at_once",
    agents: [agent("+12025550186", "Fay"), agent("+12025550187", "Gil")],
  },
  {
    ...ALWAYS,
    name: "Line idle",
    strategy: "longest_idle",
    agents: [agent("+12025550188", "Ida"), agent("+12025550189", "Ike")],
  },
  { ...ALWAYS, name: "Empty", strategy: "in_order", agents: [agent("+12025550171", "Ann")] },
  { ...ALWAYS, name: "Nobody answers", strategy: "in_order", agents: [agent("+12025550131", "Never")] },
  { ...ALWAYS, name: "Closed", strategy: "in_order", hours: [inThreeDays()], agents: [agent("+12025550171", "Ann")] },
  { ...ALWAYS, name: "Forbidden", strategy: "in_order", agents: [agent("+19005550100", "Premium")] },
];

/** The scripts move the clock by hours, not by days. */
function inThreeDays() {
  const day = new Date(Date.now() + 3 * 24 * 3600 * 1000).getUTCDay();
  return { days: [["sun", "mon", "tue", "wed", "thu", "fri", "sat"][day]!], from: "09:00", to: "18:00" };
}

/** Ring groups that the flows of the call scripts name. */
export async function setRingGroups(world: { account: string }): Promise<void> {
  const { addRingGroup } = await import("@/server/resources/ring-groups/mutations");
  const user = { id: v7(), email: "admin@example.com", name: "Admin" };
  const by = { account: world.account as AccountId, user, role: "admin" } as const;
  for (const group of GROUPS) await addRingGroup(by, group);
}

/** A ring group whose agents were all taken out since the flow was published. */
export async function emptyRingGroup(owner: pg.Client): Promise<void> {
  await owner.query("update ring_group set agents = '[]' where name = 'Empty'");
}
