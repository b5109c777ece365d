import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { keepPresent } from "@/components/editor/presence/keep-present";
import { presenceOutlines } from "@/components/editor/presence/outlines";
import { initialsOf, type Present, peopleOf } from "@/components/editor/presence/people";
import { MARKED_MS, notOlder, RECENT_MS, withReported } from "@/components/editor/presence/recent-edits";

const ids = Array.from({ length: 9 }, (_, n) => `00000000-0000-4000-8000-00000000000${n}`);
const present = (count: number): Present[] =>
  ids.slice(0, count).map((user, n) => ({ user, name: `Person ${n}`, step: null }));

describe("people", () => {
  test("every browser gives a person the same colour, and nobody another's while there are enough", () => {
    for (let count = 2; count <= 6; count += 1) {
      const all = present(count);
      const seenBy = all.map(
        ({ user }) => new Map(peopleOf(all.toReversed(), user).map((one) => [one.user, one.colour])),
      );
      for (const { user } of all) {
        const colours = new Set(seenBy.flatMap((seen) => seen.get(user) ?? []));
        expect(colours.size).toBe(1);
      }
      expect(new Set(seenBy.flatMap((seen) => [...seen.values()])).size).toBe(count);
    }
  });
  test("more than six share colours, and one is not among the others", () => {
    const others = peopleOf(present(9), ids[0]!);
    expect(others).toHaveLength(8);
    expect(others.every(({ colour }) => /^person-[1-6]$/.test(colour))).toBe(true);
  });
  test.each([
    ["Ada Lovelace", "AL"],
    ["Ada", "A"],
    ["ada m. lovelace", "AL"],
    ["  ", "?"],
    ["Émile Zola", "ÉZ"],
    ["😀 smile", "😀S"],
  ])("initials of %j are %j", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

const edit = (by: string, label: string, ...steps: string[]) => ({
  by,
  edit: {
    id: crypto.randomUUID(),
    label,
    changes: steps.map((step) => ({ path: ["steps", step, "name"], after: "x" })),
  },
});

describe("recent edits and outlines", () => {
  test("are the newest first, for a minute", () => {
    const first = withReported([], [edit("Ada", "one", "a"), edit("Ada", "two", "b")], 1000);
    const both = withReported(first, [edit("Ben", "three")], 1000 + RECENT_MS - 1);
    expect(both.map(({ label }) => label)).toEqual(["three", "two", "one"]);
    expect(notOlder(both, 1000 + RECENT_MS, RECENT_MS).map(({ label }) => label)).toEqual(["three"]);
  });
  test("a moved step is not marked; a changed one is, for ten seconds, in the colour of who changed it", () => {
    const people = peopleOf([{ user: ids[1]!, name: "Ada", step: null }], ids[0]!);
    const moved = {
      by: "Ada",
      edit: { id: ids[2]!, label: "Move", changes: [{ path: ["layout", "b"], after: [1, 2] }] },
    };
    const recent = withReported([], [edit("Ada", "one", "a"), moved], 1000);
    expect([...presenceOutlines(people, recent, 1000 + MARKED_MS - 1)]).toEqual([
      ["a", { colour: people[0]?.colour, text: "Ada changed this" }],
    ]);
    expect(presenceOutlines(people, recent, 1000 + MARKED_MS).size).toBe(0);
  });
  test("who is at a step is told before who has changed it", () => {
    const people = peopleOf(
      [
        { user: ids[1]!, name: "Ada", step: "a" },
        { user: ids[2]!, name: "Ben", step: "a" },
      ],
      ids[0]!,
    );
    const recent = withReported([], [edit("Cara", "one", "a", "b")], 0);
    expect([...presenceOutlines(people, recent, 1)]).toEqual([
      ["a", { colour: people[0]?.colour, text: "Ada, Ben" }],
      ["b", { colour: "off", text: "Cara changed this" }],
    ]);
  });
});

describe("keeping present", () => {
  const page = { visibilityState: "visible", focused: true };
  const listeners = new Map<string, () => void>();
  const target = {
    addEventListener: (type: string, listener: () => void) => listeners.set(type, listener),
    removeEventListener: (type: string) => listeners.delete(type),
  };
  beforeEach(() => {
    vi.useFakeTimers();
    Object.assign(page, { visibilityState: "visible", focused: true });
    vi.stubGlobal("window", target);
    vi.stubGlobal("document", {
      ...target,
      hasFocus: () => page.focused,
      get visibilityState() {
        return page.visibilityState;
      },
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  function start(answer: () => Present[]) {
    const told: unknown[] = [];
    const shown: number[] = [];
    const tell = async (step: string | null | undefined) => {
      told.push(step);
      return answer();
    };
    const kept = keepPresent(tell, (people) => shown.push(people.length));
    return { told, shown, kept };
  }

  test("asks every five seconds alone, every two in company", async () => {
    let count = 1;
    const { told, shown } = start(() => present(count));
    await vi.advanceTimersByTimeAsync(9999);
    expect(told).toHaveLength(2);
    count = 2;
    await vi.advanceTimersByTimeAsync(6001);
    expect([told.length, shown.at(-1)]).toEqual([6, 2]);
  });
  test("tells a selection once it has lasted, and none while another window has the focus", async () => {
    const { told, kept } = start(() => present(1));
    await vi.advanceTimersByTimeAsync(1000);
    kept.move("a");
    kept.move("b");
    await vi.advanceTimersByTimeAsync(200);
    page.focused = false;
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toEqual([null, "b", undefined]);
  });
  test("asks nothing while the page is hidden, and at once when it is shown", async () => {
    const { told } = start(() => present(1));
    await vi.advanceTimersByTimeAsync(10);
    page.visibilityState = "hidden";
    listeners.get("visibilitychange")?.();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told).toHaveLength(1);
    page.visibilityState = "visible";
    listeners.get("visibilitychange")?.();
    await vi.advanceTimersByTimeAsync(10);
    expect(told).toHaveLength(2);
  });
  test("knows of nobody after two failures in a row, and of everybody again after an answer", async () => {
    let away = false;
    const { shown, kept } = start(() => {
      if (away) throw new Error("no connection");
      return present(2);
    });
    await vi.advanceTimersByTimeAsync(10);
    away = true;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(shown).toEqual([2, 0]);
    away = false;
    await vi.advanceTimersByTimeAsync(5000);
    expect(shown.slice(0, 3)).toEqual([2, 0, 2]);
    kept.stop();
    const asked = shown.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(shown).toHaveLength(asked);
    expect(listeners.size).toBe(0);
  });
});
