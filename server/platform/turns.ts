import { setTimeout as pause } from "node:timers/promises";
import { processSingleton } from "./process-singleton";

/** Does a piece of work when it is its turn. Rejects with what the piece throws, or rejects with. */
export type Turns = <T>(piece: () => T | Promise<T>) => Promise<T>;

/**
 * Work that holds the event loop or the database, in pieces: one at a time, in the order in which they come, and after each a rest
 * as long as it took. So whoever asks for something small meanwhile has half of the time, however many ask for something large.
 */
export function createTurns(rest: (ms: number) => Promise<unknown> = pause): Turns {
  let last = Promise.resolve();
  return async (piece) => {
    const before = last;
    const over = Promise.withResolvers<void>();
    last = over.promise;
    await before;
    const began = performance.now();
    try {
      return await piece();
    } finally {
      rest(performance.now() - began).finally(over.resolve);
    }
  };
}

/**
 * The same, where whoever asks has at most one piece in the line: the pieces of many who ask come in rotation, and one who asks
 * for much at once waits behind itself.
 */
export function createRotation(inTurn: Turns): <T>(from: string, piece: () => Promise<T>) => Promise<T> {
  const lines = new Map<string, Promise<unknown>>();
  return (from, piece) => {
    const done = (lines.get(from) ?? Promise.resolve()).then(() => inTurn(piece));
    const over = done
      .catch(() => undefined)
      .then(() => {
        if (lines.get(from) === over) lines.delete(from);
      });
    lines.set(from, over);
    return done;
  };
}

/** The turns of everything that checks, plays and compares flows in this process. */
export function flowWork<T>(piece: () => T): Promise<T> {
  return processSingleton("flow-work", () => createTurns())(piece);
}

/** The turns of all exports of this process, in rotation by account; a piece is one page, read and written. */
export function exportWork<T>(account: string, piece: () => Promise<T>): Promise<T> {
  return processSingleton("export-work", () => createRotation(createTurns()))(account, piece);
}
