import { AsyncLocalStorage } from "node:async_hooks";
import type { Random } from "./random";

export type Planned = { cancel: () => void };

/** The time that actors live in; milliseconds since 1970. */
export interface Timeline {
  readonly now: number;
  /** When the world began. */
  readonly began: number;
  after(ms: number, actor: Actor, label: string, run: () => void): Planned;
  at(time: number, actor: Actor, label: string, run: () => void): Planned;
  /** Adds a line to the trace. */
  note(actor: string, label: string): void;
}

/**
 * Whoever acts in a world: a process of the product, the carrier, the database, a client. Code that runs for one sees its clock
 * and its randomness, and `processSingleton` keeps its values in `singletons`; they are gone with it.
 */
export class Actor {
  readonly singletons = new Map<string, unknown>();
  /** Milliseconds that its clock is ahead of the world's. */
  skewMs = 0;
  alive = true;
  /** Until then (the world's milliseconds) it does nothing; what comes for it waits. */
  pausedUntil = 0;
  /** So much its clock moves on with each look, so that of two looks the second is later; 0: it shows whole milliseconds. */
  tickMs = 0;
  #looked = { at: Number.NaN, times: 0 };
  /** State of the ids it makes: the last one's millisecond and counter. */
  readonly lastId = { ms: -1, sequence: 0 };

  constructor(
    readonly name: string,
    readonly scheduler: Timeline,
    readonly random: Random,
  ) {}

  now(): number {
    return this.scheduler.now + this.skewMs;
  }

  /** What its clock shows. */
  clock(): number {
    const at = Math.floor(this.now());
    if (this.tickMs === 0) return at;
    this.#looked = { at, times: this.#looked.at === at ? this.#looked.times + 1 : 0 };
    return at + this.#looked.times * this.tickMs;
  }
}

const acting = new AsyncLocalStorage<Actor>();

export const currentActor = (): Actor | undefined => acting.getStore();

export function actAs<T>(actor: Actor, work: () => T): T {
  return acting.run(actor, work);
}
