export type InsideLimits = { lines: number; lineCharacters: number; messageCharacters: number; characters: number };

/** A returned value, or what it is where it is nothing a flow can hold: "a list", "a function". */
export type ReturnedValue = { value: string | number | boolean | null } | { is: string };

/** What a function returned: its keys, or what it is where it is no object. */
export type Returned = { keys: [string, ReturnedValue][] } | { is: string };

/** What the inside says when it is asked: JSON of one of these, or "" while the function waits for something. */
export type Told =
  | { returned: Returned; console: string[] }
  | { thrown: { message: string; stack: string }; console: string[] }
  | { too_much_output: true };

/**
 * Runs first in a function's isolate, as text (`Function.prototype.toString`), so it may name nothing outside itself.
 * Takes away what makes two runs differ, and gives back how the function is called and what came of it. A function can
 * break what stands here, since it runs in the same realm; it then spoils its own answer and nothing else, because the
 * answer is one text that the outside measures and checks.
 */
export function inside(now: number, seed: number, limits: InsideLimits) {
  const { parse, stringify } = JSON;
  const { hasOwn, keys, defineProperty, getOwnPropertyDescriptor } = Object;
  const { isArray } = Array;
  const { isFinite: isFiniteNumber } = Number;
  const text = String;
  const world = globalThis as unknown as Record<string, unknown>;

  // The clock stands still at `now`, however it is asked.
  const Clock = Date;
  function StoppedDate(this: unknown, ...parts: unknown[]) {
    if (!new.target) return new Clock(now).toString();
    return Reflect.construct(Clock, parts.length === 0 ? [now] : parts, new.target);
  }
  defineProperty(StoppedDate, "name", { value: "Date" });
  defineProperty(StoppedDate, "length", { value: 7 });
  defineProperty(StoppedDate, "prototype", { value: Clock.prototype, writable: false });
  defineProperty(Clock.prototype, "constructor", { value: StoppedDate });
  for (const name of ["parse", "UTC"] as const) defineProperty(StoppedDate, name, { value: Clock[name] });
  defineProperty(StoppedDate, "now", { value: () => now });
  defineProperty(world, "Date", { value: StoppedDate });
  const format = Intl.DateTimeFormat.prototype;
  const { get: boundFormat } = getOwnPropertyDescriptor(format, "format")!;
  const { formatToParts } = format;
  defineProperty(format, "format", {
    get(this: Intl.DateTimeFormat) {
      const bound = boundFormat!.call(this) as (date: unknown) => string;
      return (date: unknown = now) => bound(date);
    },
  });
  defineProperty(format, "formatToParts", {
    value(this: Intl.DateTimeFormat, date: Date | number = now) {
      return formatToParts.call(this, date);
    },
  });

  // mulberry32: small, and good enough for picking a greeting.
  let state = seed | 0;
  defineProperty(Math, "random", {
    value: () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    },
  });

  // What shows when memory was tidied or lets threads race, and what holds memory that the heap's limit does not count.
  for (const name of ["WeakRef", "FinalizationRegistry", "SharedArrayBuffer", "Atomics", "WebAssembly"])
    delete world[name];

  const lines: string[] = [];
  let lineCount = 0;
  const note = (...said: unknown[]) => {
    if (lineCount >= limits.lines) return;
    let line = "";
    for (let index = 0; index < said.length && line.length < limits.lineCharacters; index += 1)
      line += (index ? " " : "") + shown(said[index]);
    lines[lineCount] = line.length > limits.lineCharacters ? `${line.slice(0, limits.lineCharacters)}…` : line;
    lineCount += 1;
  };
  defineProperty(world, "console", {
    value: { log: note, info: note, warn: note, error: note, debug: note },
    writable: true,
    configurable: true,
  });

  function shown(value: unknown): string {
    if (typeof value !== "object" || value === null || value instanceof Error) return text(value);
    return stringify(value) ?? text(value);
  }

  function asReturned(value: unknown): ReturnedValue {
    if (value === null || value === undefined) return { value: null };
    if (typeof value === "string" || typeof value === "boolean") return { value };
    if (typeof value === "number") return isFiniteNumber(value) ? { value } : { is: text(value) };
    return { is: whatIs(value) };
  }

  function whatIs(value: unknown): string {
    if (value === undefined) return "nothing";
    if (value === null) return "null";
    if (isArray(value)) return "a list";
    const words: Record<string, string> = { object: "an object", function: "a function", bigint: "a big integer" };
    return words[typeof value] ?? `a ${typeof value}`;
  }

  function asKeys(value: unknown): Returned {
    if (typeof value !== "object" || value === null || isArray(value)) return { is: whatIs(value) };
    const names = keys(value);
    const pairs: [string, ReturnedValue][] = [];
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index]!;
      pairs[index] = [name, asReturned((value as Record<string, unknown>)[name])];
    }
    return { keys: pairs };
  }

  function described(thrown: unknown): { message: string; stack: string } {
    const cut = (read: () => unknown) => {
      try {
        return text(read()).slice(0, limits.messageCharacters);
      } catch {
        return "";
      }
    };
    const stack = cut(() => (thrown as Error).stack);
    return { message: cut(() => shown(thrown)) || "It threw something that cannot be shown.", stack };
  }

  let told = "";
  return {
    /** Calls the function; what it returns is awaited. */
    start(module: { default?: unknown }, args: string) {
      const run = hasOwn(module, "default") ? module.default : undefined;
      void (async () => {
        try {
          if (typeof run !== "function") throw "There is no function: begin with “export default function (args) {”.";
          const returned = asKeys(await run(parse(args)));
          told = stringify({ returned, console: lines } satisfies Told);
          if (told.length > limits.characters) told = stringify({ too_much_output: true } satisfies Told);
        } catch (thrown) {
          told = stringify({ thrown: described(thrown), console: lines } satisfies Told);
        }
      })();
    },
    /** Asked once everything that can run has run. */
    told: () => told,
    console: () => stringify(lines),
  };
}
