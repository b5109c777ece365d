import { describe, expect, it } from "vitest";
import type { RingGroupWork, WaitingCallback } from "@/server/ports/callback";
import { planRinging } from "@/server/runtime/callback/plan";

const NOW = "2026-01-05T12:00:00.000Z";
const later = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000).toISOString();
const [ANN, BEA, CID] = ["+12025550171", "+12025550172", "+12025550173"] as const;

const GROUP: RingGroupWork["group"] = {
  strategy: "in_order",
  ring_seconds: 20,
  time_zone: "UTC",
  hours: [],
  agents: [ANN, BEA, CID].map((number) => ({ number, label: "" })),
};
const AT_ONCE = { ...GROUP, strategy: "all_at_once" } as const;
const IDLE = { ...GROUP, strategy: "longest_idle" } as const;
const OFFICE = { ...GROUP, hours: [{ days: ["mon"], from: "13:00", to: "18:00" }] };

function waiting(id: string, more: Partial<WaitingCallback> = {}): WaitingCallback {
  const known = { id, interaction: id, visit: 3, from: "+12025550101", tried: [], rings: false, on_phone: false };
  return { ...known, give_up_at: later(10_800), next_round_at: NOW, ...more };
}

/** A contact who waits on the line. */
const onLine = (id: string, more: Partial<WaitingCallback> = {}) =>
  waiting(id, { on_phone: true, rounds_left: 1, ...more });

type Row = {
  what: string;
  group: RingGroupWork["group"];
  callbacks: WaitingCallback[];
  busy?: string[];
  forbidden?: string[];
  last_calls?: RingGroupWork["last_calls"];
  /** `callback agent`. */
  rings?: string[];
  ends?: string[];
  /** `callback`, or `callback code` or what ended it, if not `no_match`. */
  unmatched?: string[];
  lookIn: number | null;
};

const ROWS: Row[] = [
  { what: "nobody waits", group: GROUP, callbacks: [], lookIn: null },
  { what: "in order: the first agent", group: GROUP, callbacks: [waiting("a")], rings: [`a ${ANN}`], lookIn: 60 },
  {
    what: "a contact who has not hung up yet: nobody is rung, others go first",
    ...{ group: GROUP, callbacks: [waiting("a", { on_phone: true }), waiting("b")], rings: [`b ${ANN}`], lookIn: 2 },
  },
  {
    what: "in order: the next one, when the first did not accept",
    ...{ group: GROUP, callbacks: [waiting("a", { tried: [ANN] })], rings: [`a ${BEA}`], lookIn: 60 },
  },
  {
    what: "in order: nobody else while one phone rings",
    ...{ group: GROUP, callbacks: [waiting("a", { tried: [ANN], rings: true })], lookIn: 60 },
  },
  {
    what: "in order: the most urgent takes the first agent, the next callback the next one",
    ...{ group: GROUP, callbacks: [waiting("urgent"), waiting("older"), waiting("newer"), waiting("newest")] },
    rings: [`urgent ${ANN}`, `older ${BEA}`, `newer ${CID}`],
    lookIn: 60,
  },
  {
    what: "an agent with another callback is passed over",
    ...{ group: GROUP, callbacks: [waiting("a")], busy: [ANN], rings: [`a ${BEA}`], lookIn: 60 },
  },
  {
    what: "two agents behind one switchboard: one of them at a time",
    group: { ...AT_ONCE, agents: [`${ANN};ext=1`, `${ANN};ext=2`, BEA].map((number) => ({ number, label: "" })) },
    ...{ callbacks: [waiting("a")], rings: [`a ${ANN};ext=1`, `a ${BEA}`], lookIn: 60 },
  },
  {
    what: "a switchboard that is busy is busy for all its extensions",
    group: { ...GROUP, agents: [`${ANN};ext=2`, BEA].map((number) => ({ number, label: "" })) },
    ...{ callbacks: [waiting("a")], busy: [ANN], rings: [`a ${BEA}`], lookIn: 60 },
  },
  {
    what: "all are busy: nothing is tried",
    group: GROUP,
    callbacks: [waiting("a")],
    busy: [ANN, BEA, CID],
    lookIn: 60,
  },
  {
    what: "all at once: all that are free, for the first callback",
    ...{
      group: AT_ONCE,
      callbacks: [waiting("a"), waiting("b")],
      busy: [BEA],
      rings: [`a ${ANN}`, `a ${CID}`],
      lookIn: 60,
    },
  },
  {
    what: "all were rung in vain: a pause",
    ...{ group: GROUP, callbacks: [waiting("a", { tried: [ANN, BEA, CID] })], ends: ["a"], lookIn: 30 },
  },
  {
    what: "the rest is busy: a pause as well",
    ...{ group: GROUP, callbacks: [waiting("a", { tried: [ANN] })], busy: [BEA, CID], ends: ["a"], lookIn: 30 },
  },
  {
    what: "a callback in its pause lets the next one go first",
    ...{
      group: GROUP,
      callbacks: [waiting("a", { next_round_at: later(12) }), waiting("b")],
      rings: [`b ${ANN}`],
      lookIn: 12,
    },
  },
  { what: "before the opening: it waits for it", group: OFFICE, callbacks: [waiting("a")], lookIn: 3600 },
  {
    what: "no opening before it gives up",
    ...{ group: OFFICE, callbacks: [waiting("a", { give_up_at: later(3600) })], unmatched: ["a"], lookIn: null },
  },
  {
    what: "one gives up before the opening, the other waits",
    ...{
      group: OFFICE,
      callbacks: [waiting("a", { give_up_at: later(60) }), waiting("b")],
      unmatched: ["a"],
      lookIn: 3600,
    },
  },
  { what: "the group is gone", group: null, callbacks: [waiting("a")], unmatched: ["a"], lookIn: null },
  {
    what: "a group without agents",
    group: { ...GROUP, agents: [] },
    callbacks: [waiting("a")],
    unmatched: ["a"],
    lookIn: null,
  },
  {
    what: "an agent the rules forbid is passed over",
    ...{ group: GROUP, callbacks: [waiting("a")], forbidden: [ANN], rings: [`a ${BEA}`], lookIn: 60 },
  },
  {
    what: "the rules forbid all of them",
    ...{
      group: GROUP,
      callbacks: [waiting("a")],
      forbidden: [ANN, BEA, CID],
      unmatched: ["a not_permitted"],
      lookIn: null,
    },
  },
  {
    what: "longest idle: who has had no call today, then the one whose last call is the longest ago",
    group: IDLE,
    callbacks: [waiting("a"), waiting("b"), waiting("c")],
    last_calls: { [ANN]: later(-60), [BEA]: later(-600) },
    rings: [`a ${CID}`, `b ${BEA}`, `c ${ANN}`],
    lookIn: 60,
  },
  {
    what: "on the line: the next agent, though the contact has not hung up",
    ...{ group: GROUP, callbacks: [onLine("a", { tried: [ANN] })], rings: [`a ${BEA}`], lookIn: 60 },
  },
  {
    what: "on the line: outside its hours nobody waits for the opening",
    ...{ group: OFFICE, callbacks: [onLine("a"), waiting("b")], unmatched: ["a outside_hours"], lookIn: 3600 },
  },
  {
    what: "on the line: everybody was rung in vain, the last time",
    ...{ group: GROUP, callbacks: [onLine("a", { tried: [ANN, BEA, CID] })], unmatched: ["a no_answer"], lookIn: null },
  },
  {
    what: "on the line: everybody was rung in vain, and once more soon",
    group: GROUP,
    callbacks: [onLine("a", { tried: [ANN, BEA, CID], rounds_left: 2 })],
    ends: ["a"],
    lookIn: 5,
  },
  {
    what: "on the line: it waits for those, too, who are in another call",
    ...{ group: GROUP, callbacks: [onLine("a", { tried: [ANN] })], busy: [BEA, CID], lookIn: 60 },
  },
  {
    what: "its time is over: its interaction's deadline ends it",
    ...{ group: GROUP, callbacks: [waiting("a", { give_up_at: NOW })], lookIn: null },
  },
];

describe("what a ring group's work is now", () => {
  it.each(ROWS)(
    "$what",
    ({
      group,
      callbacks,
      busy = [],
      forbidden = [],
      last_calls = {},
      rings = [],
      ends = [],
      unmatched = [],
      lookIn,
    }) => {
      const made = planRinging({ now: NOW, group, callbacks, busy, last_calls }, (_, to) =>
        forbidden.includes(to) ? { code: "not_permitted", message: "Not allowed." } : null,
      );
      const why = ({ result, error }: (typeof made.unmatched)[number]) =>
        error?.code ?? (result === "no_match" ? "" : result);
      expect(made.rings.map(({ callback, agent }) => `${callback.id} ${agent}`)).toEqual(rings);
      expect(made.ends.map(({ id }) => id)).toEqual(ends);
      expect(made.unmatched.map((one) => [one.callback.id, why(one)].filter(Boolean).join(" "))).toEqual(unmatched);
      expect(made.lookIn).toBe(lookIn);
    },
  );
});
