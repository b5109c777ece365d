import { createHash } from "node:crypto";
import { type Actor, actAs, type Planned, type Timeline } from "./actor";
import type { Random } from "./random";

type Entry = { at: number; order: number; actor: Actor; label: string; run: () => void; cancelled: boolean };

const realImmediate = setImmediate;
/** Work of the machine's own threads that an event has begun (signatures); the next event waits for it. */
let onThreads = 0;
let threadsIdle: (() => void) | null = null;

let lastBegun: Promise<unknown> = Promise.resolve();

/** What is begun first is told first, and all that comes of it has run before the next is told: which thread is faster is chance. */
export async function countOnThreads<T>(work: Promise<T>): Promise<T> {
  onThreads += 1;
  const before = lastBegun;
  lastBegun = Promise.allSettled([before, work]).then(turn);
  try {
    await before;
    return await work;
  } finally {
    onThreads -= 1;
    if (onThreads === 0) threadsIdle?.();
  }
}

const turn = () => new Promise<void>((resolve) => realImmediate(resolve));

/** Resolves when nothing is left to run before the next event. */
export async function settled(): Promise<void> {
  for (;;) {
    await turn();
    if (onThreads === 0) return;
    await new Promise<void>((resolve) => {
      threadsIdle = resolve;
    });
    threadsIdle = null;
  }
}

/**
 * The only source of time in a world: a queue of events, and what is next is decided by their times and, of two at one time, by the
 * seed. All that one event sets off runs before the next.
 */
export class Scheduler implements Timeline {
  now: number;
  readonly began: number;
  executed = 0;
  /** Called before time moves on to `until`; what it plans comes first. */
  beforeMoving: (until: number) => void = () => undefined;
  onEvent: ((at: number, actor: string, label: string) => void) | null = null;
  readonly #heap: Entry[] = [];
  readonly #random: Random;
  readonly #hash = createHash("sha256");

  constructor(epoch: number, random: Random) {
    this.now = epoch;
    this.began = epoch;
    this.#random = random;
  }

  after(ms: number, actor: Actor, label: string, run: () => void): Planned {
    return this.at(this.now + Math.max(0, ms), actor, label, run);
  }

  at(time: number, actor: Actor, label: string, run: () => void): Planned {
    const entry = { at: Math.max(time, this.now), order: this.#random.next(), actor, label, run, cancelled: false };
    this.#push(entry);
    return {
      cancel: () => {
        entry.cancelled = true;
      },
    };
  }

  /** The time of the next event, or infinity. */
  get next(): number {
    while (this.#heap[0]?.cancelled) this.#pop();
    return this.#heap[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  /** Runs events up to and including `until`, while `goOn`. */
  async run(until: number, goOn: () => boolean = () => true): Promise<void> {
    while (goOn()) {
      let next = this.next;
      if (next > this.now) {
        this.beforeMoving(Math.min(next, until));
        next = this.next;
      }
      if (next > until) {
        if (Number.isFinite(until)) this.now = until;
        return;
      }
      const entry = this.#pop() as Entry;
      const { actor } = entry;
      if (!actor.alive) continue;
      if (actor.pausedUntil > entry.at) {
        entry.at = actor.pausedUntil;
        this.#push(entry);
        continue;
      }
      this.now = entry.at;
      this.executed += 1;
      this.note(actor.name, entry.label);
      actAs(actor, entry.run);
      await settled();
    }
  }

  /** Adds to the trace, which two runs of a seed must have in common. */
  note(actor: string, label: string): void {
    this.#hash.update(`${this.now.toFixed(3)} ${actor} ${label}\n`);
    this.onEvent?.(this.now, actor, label);
  }

  traceHash(): string {
    return this.#hash.copy().digest("hex").slice(0, 16);
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!isBefore(entry, heap[above] as Entry)) break;
      heap[at] = heap[above] as Entry;
      at = above;
    }
    heap[at] = entry;
  }

  #pop(): Entry | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!last || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= heap.length) break;
      const right = left + 1;
      const least = right < heap.length && isBefore(heap[right] as Entry, heap[left] as Entry) ? right : left;
      if (!isBefore(heap[least] as Entry, last)) break;
      heap[at] = heap[least] as Entry;
      at = least;
    }
    heap[at] = last;
    return first;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
