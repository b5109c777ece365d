import crypto from "node:crypto";
import { createRequire, syncBuiltinESMExports } from "node:module";
import { type Actor, currentActor } from "./actor";
import { countOnThreads } from "./scheduler";

const KEY = Symbol.for("patchcord.process");

/**
 * Gives every actor its own clock, timers, randomness and process-wide values in place of the machine's. What runs for nobody (the
 * harness itself) keeps the machine's, and is refused them while a world runs: then something has lost its actor, and with it its
 * seed.
 */
let running = false;

export function worldRuns(is: boolean): void {
  running = is;
}

/** The database's own alarms, which were set before a world ran, ring in the machine's time and set nothing off. */
let isAlarm = false;

function here(what: string): Actor | undefined {
  const actor = currentActor();
  if (!actor && running && !isAlarm) throw new Error(`${what} was asked for by nobody in a running world.`);
  return actor;
}

export function installGlobals(): void {
  ownProcessValues();
  ownClock();
  ownTimers();
  ownRandomness();
  countThreads();
}

function ownProcessValues(): void {
  const outside = new Map<string, unknown>();
  Object.defineProperty(globalThis, KEY, { get: () => currentActor()?.singletons ?? outside, set: () => undefined });
}

function ownClock(): void {
  const RealDate = Date;
  const realNow = performance.now.bind(performance);
  class WorldDate extends RealDate {
    /** Takes what Date takes; nothing is the world's time. */
    constructor(...given: unknown[]) {
      super(...((given.length === 0 ? [WorldDate.now()] : given) as [number]));
    }
    static override now(): number {
      const actor = here("The time");
      return actor ? actor.clock() : RealDate.now();
    }
  }
  globalThis.Date = WorldDate as DateConstructor;
  performance.now = () => {
    const actor = here("The time");
    return actor ? actor.scheduler.now - actor.scheduler.began + 1000 : realNow();
  };
}

/** A timer as Node's own looks to who holds one. */
class WorldTimer {
  #planned: { cancel: () => void } | null = null;
  constructor(
    private readonly actor: Actor,
    private readonly ms: number,
    private readonly again: boolean,
    private readonly work: () => void,
  ) {
    this.#plan();
  }
  #plan(): void {
    const ms = Number.isFinite(this.ms) ? Math.max(1, this.ms) : 1;
    this.#planned = this.actor.scheduler.after(ms, this.actor, "timer", () => {
      if (this.again) this.#plan();
      this.work();
    });
  }
  cancel(): void {
    this.#planned?.cancel();
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return true;
  }
}

function ownTimers(): void {
  const real = { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate };
  type Work = (...args: unknown[]) => void;
  const timer =
    (again: boolean, otherwise: (work: Work, ms?: number, ...args: unknown[]) => unknown) =>
    (work: Work, ms = 1, ...args: unknown[]) => {
      const actor = here("A timer");
      if (actor) return new WorldTimer(actor, ms, again, () => work(...args));
      const alarm = () => {
        isAlarm = true;
        try {
          work(...args);
        } finally {
          isAlarm = false;
        }
      };
      return otherwise(alarm, ms);
    };
  const clear = (otherwise: (handle: never) => void) => (handle: unknown) =>
    handle instanceof WorldTimer ? handle.cancel() : otherwise(handle as never);
  const immediate = (work: Work, ...args: unknown[]) => {
    const actor = here("A turn");
    if (!actor) return real.setImmediate(work, ...args);
    return actor.scheduler.after(0, actor, "turn", () => work(...args));
  };
  Object.assign(globalThis, {
    setTimeout: timer(false, real.setTimeout as never),
    setInterval: timer(true, real.setInterval as never),
    setImmediate: immediate,
    clearTimeout: clear(real.clearTimeout),
    clearInterval: clear(real.clearInterval),
    clearImmediate: (handle: unknown) =>
      handle && typeof (handle as { cancel?: unknown }).cancel === "function"
        ? (handle as { cancel: () => void }).cancel()
        : real.clearImmediate(handle as never),
  });
  const require = createRequire(import.meta.url);
  const promised = require("node:timers/promises") as { setTimeout: unknown };
  const realPause = promised.setTimeout as (ms: number, value: unknown, options: unknown) => Promise<unknown>;
  promised.setTimeout = (ms: number, value: unknown, options?: { signal?: AbortSignal }) => {
    if (!currentActor()) return realPause(ms, value, options);
    return new Promise((resolve, reject) => {
      const handle = setTimeout(() => resolve(value), ms);
      options?.signal?.addEventListener("abort", () => {
        clearTimeout(handle);
        reject(options.signal?.reason);
      });
    });
  };
  const realTimeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (ms: number) => {
    if (!currentActor()) return realTimeout(ms);
    const controller = new AbortController();
    setTimeout(() => controller.abort(new DOMException("The operation timed out.", "TimeoutError")), ms);
    return controller.signal;
  };
}

function ownRandomness(): void {
  const realRandom = Math.random;
  Math.random = () => here("Chance")?.random.next() ?? realRandom();
  const real = {
    randomBytes: crypto.randomBytes,
    randomUUID: crypto.randomUUID,
    randomFillSync: crypto.randomFillSync,
    randomInt: crypto.randomInt,
    getRandomValues: crypto.webcrypto.getRandomValues.bind(crypto.webcrypto),
  };
  const bytes = (actor: Actor, size: number) => {
    const made = Buffer.alloc(size);
    actor.random.fill(made);
    return made;
  };
  const fill = <View extends NodeJS.ArrayBufferView>(actor: Actor, view: View): View => {
    actor.random.fill(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
    return view;
  };
  const uuid = (actor: Actor) => {
    const made = bytes(actor, 16);
    made[6] = ((made[6] as number) & 0x0f) | 0x40;
    made[8] = ((made[8] as number) & 0x3f) | 0x80;
    return made.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };
  const owned = {
    randomBytes: (size: number, done?: (error: null, made: Buffer) => void) => {
      const actor = here("Chance");
      if (!actor) return real.randomBytes(size, done as never);
      const made = bytes(actor, size);
      return done ? process.nextTick(done, null, made) : made;
    },
    randomUUID: (options?: never) => {
      const actor = here("Chance");
      return actor ? uuid(actor) : real.randomUUID(options);
    },
    randomFillSync: (view: NodeJS.ArrayBufferView, ...range: number[]) => {
      const actor = here("Chance");
      return actor ? fill(actor, view) : real.randomFillSync(view as never, ...(range as []));
    },
    randomInt: (low: number, high?: number, ...rest: unknown[]) => {
      const actor = here("Chance");
      if (!actor) return (real.randomInt as (...args: unknown[]) => number)(low, high, ...rest);
      const [from, to] = high === undefined ? [0, low] : [low, high];
      return from + Math.floor(actor.random.next() * (to - from));
    },
  };
  Object.assign(crypto, owned);
  syncBuiltinESMExports();
  crypto.webcrypto.getRandomValues = ((view: never) => {
    const actor = here("Chance");
    return actor ? fill(actor, view) : real.getRandomValues(view);
  }) as typeof crypto.webcrypto.getRandomValues;
  crypto.webcrypto.randomUUID = owned.randomUUID as typeof crypto.randomUUID;
}

/** Signing and hashing on the machine's threads take real time, and are waited for. */
function countThreads(): void {
  const subtle = Object.getPrototypeOf(crypto.webcrypto.subtle) as Record<string, (...args: unknown[]) => unknown>;
  for (const name of ["sign", "verify", "digest", "importKey", "exportKey", "generateKey", "encrypt", "decrypt"]) {
    const real = subtle[name] as (...args: unknown[]) => Promise<unknown>;
    Object.defineProperty(subtle, name, {
      configurable: true,
      writable: true,
      value(this: unknown, ...args: unknown[]) {
        return countOnThreads(real.apply(this, args));
      },
    });
  }
}
