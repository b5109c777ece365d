import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PLACES, placeAt, pointOn } from "@/components/canvas/live/dot-places";
import { createLiveCalls, followCalls } from "@/components/editor/calls/live-calls";
import { changesBetween, type LiveChanges } from "@/server/reports/live-calls/changes";

test("the dots of a step stand apart, within its width, and no higher than three rows", () => {
  const places = Array.from({ length: PLACES }, (_, nth) => placeAt({ x: 100, y: 50 }, nth));
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(PLACES);
  expect(places.every(({ x, y }) => x > 100 && x < 340 && y <= 50 && y > 20)).toBe(true);
  expect(placeAt({ x: 100, y: 50 }, PLACES + 400)).toEqual(places.at(-1));
});

const WAY = [
  { x: 0, y: 0 },
  { x: 10, y: 0 },
  { x: 10, y: 30 },
];
test.each([
  [0, { x: 0, y: 0 }],
  [0.25, { x: 10, y: 0 }],
  [0.5, { x: 10, y: 10 }],
  [1, { x: 10, y: 30 }],
])("after %d of its way a dot is at %j", (part, at) => expect(pointOn(WAY, part)).toEqual(at));

test("a way without length has one point", () => expect(pointOn([WAY[0]!, WAY[0]!], 0.5)).toEqual(WAY[0]));

type Look = { at: Record<string, string>; isMore?: boolean };
const look = ({ at, isMore = false }: Look) => ({ at: new Map(Object.entries(at)), isMore });
const CHANGES: [what: string, before: Look, now: Look, changes: LiveChanges | null][] = [
  ["nothing", { at: { a: "x" } }, { at: { a: "x" } }, null],
  ["one has begun", { at: {} }, { at: { a: "x" } }, { at: { a: "x" }, over: [], isMore: false }],
  [
    "one has moved",
    { at: { a: "x", b: "x" } },
    { at: { a: "y", b: "x" } },
    { at: { a: "y" }, over: [], isMore: false },
  ],
  ["one is over", { at: { a: "x", b: "x" } }, { at: { b: "x" } }, { at: {}, over: ["a"], isMore: false }],
  ["there are more", { at: { a: "x" } }, { at: { a: "x" }, isMore: true }, { at: {}, over: [], isMore: true }],
];

test.each(CHANGES)(
  "what is told where %s makes the page equal to what the server saw",
  (_what, before, now, changes) => {
    expect(changesBetween(look(before), look(now))).toEqual(changes);
    const page = createLiveCalls();
    page.begin({ at: before.at, over: [], isMore: before.isMore ?? false });
    if (changes) page.move(changes);
    expect(Object.fromEntries(page.at())).toEqual(now.at);
    const steps = Object.values(now.at);
    for (const step of ["x", "y"]) expect(page.in(step)).toBe(steps.filter((one) => one === step).length);
    expect(page.isMore()).toBe(now.isMore ?? false);
  },
);

test("what begins anew after the server was away is all there is", () => {
  const page = createLiveCalls();
  page.begin({ at: { a: "x", b: "y" }, over: [], isMore: false });
  page.lose();
  expect([page.link(), page.at().size]).toEqual(["away", 2]);
  page.begin({ at: { b: "z" }, over: [], isMore: false });
  expect([page.link(), ...page.at()]).toEqual(["live", ["b", "z"]]);
  expect([page.in("x"), page.in("y"), page.in("z")]).toEqual([0, 0, 1]);
});

describe("the connection to the server", () => {
  /** A server's end of each connection that the page has opened. */
  class Connection extends EventTarget {
    static made: Connection[] = [];
    onerror: (() => void) | null = null;
    isClosed = false;
    constructor(readonly address: string) {
      super();
      Connection.made.push(this);
    }
    tell(type: string, data: unknown = null) {
      this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }));
    }
    close() {
      this.isClosed = true;
    }
  }
  let page: EventTarget;
  beforeEach(() => {
    page = new EventTarget();
    Connection.made = [];
    vi.useFakeTimers();
    vi.stubGlobal("EventSource", Connection);
    vi.stubGlobal("window", page);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const ALL: LiveChanges = { at: { a: "x" }, over: [], isMore: false };

  function follow() {
    const calls = createLiveCalls();
    const end = followCalls(calls, "/calls");
    Connection.made[0]!.tell("calls", ALL);
    return { calls, end };
  }

  test("stays while the server says that it is there", () => {
    const { calls } = follow();
    for (let said = 0; said < 10; said++) {
      vi.advanceTimersByTime(5000);
      Connection.made[0]!.tell("here");
    }
    expect([calls.link(), Connection.made.length]).toEqual(["live", 1]);
  });

  test.each<[what: string, breaks: () => void]>([
    ["is silent", () => vi.advanceTimersByTime(12_000)],
    ["breaks", () => Connection.made[0]!.onerror?.()],
    ["is cut off from the page's side", () => page.dispatchEvent(new Event("offline"))],
  ])("that %s is made anew, and what is shown is said not to be live", (_what, breaks) => {
    const { calls } = follow();
    breaks();
    expect([calls.link(), calls.at().size, Connection.made[0]!.isClosed]).toEqual(["away", 1, true]);
    vi.advanceTimersByTime(500);
    expect(Connection.made).toHaveLength(2);
    Connection.made[1]!.tell("calls", { ...ALL, at: { b: "y" } });
    expect([calls.link(), ...calls.at()]).toEqual(["live", ["b", "y"]]);
  });

  test("is tried less and less often, and at once when the page is online again", () => {
    const { calls } = follow();
    for (let failed = 0; failed < 6; failed++) {
      Connection.made.at(-1)!.onerror?.();
      vi.advanceTimersByTime(5000);
    }
    expect([calls.link(), Connection.made.length]).toEqual(["away", 7]);
    Connection.made.at(-1)!.onerror?.();
    page.dispatchEvent(new Event("online"));
    expect(Connection.made).toHaveLength(8);
  });

  test("ends with the page", () => {
    const { end } = follow();
    end();
    vi.advanceTimersByTime(60_000);
    page.dispatchEvent(new Event("online"));
    expect([Connection.made.length, Connection.made[0]!.isClosed]).toEqual([1, true]);
  });
});
