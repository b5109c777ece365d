export type IsolateLimits = { lines: number; lineCharacters: number; messageCharacters: number; characters: number };

/** A returned value; `is`: the kind of a value that a flow cannot hold, such as "a list" or "a function". */
export type ReturnedValue = { value: string | number | boolean | null } | { is: string };

/** What a function returned: an object's keys; `is`: the kind of a value that is no object. */
export type Returned = { keys: [string, ReturnedValue][] } | { is: string };

/** The result of a run. `result()` gives it as JSON, or "" while the function waits for a promise. */
export type IsolateResult =
  | { returned: Returned; console: string[] }
  | { thrown: { message: string; stack: string }; console: string[] }
  | { too_much_output: true };

/**
 * Prepares a function's isolate: removes everything that makes two runs differ, and returns the entry points by which the process
 * calls the function and reads its result. The isolate runs this as text (`Function.prototype.toString`), so it must not refer to
 * anything outside itself. A function runs in the same realm and can change this code; that spoils only its own result, since the
 * process checks the size and shape of the text that it gets.
 */
export function prepareIsolate(now: number, seed: number, limits: IsolateLimits) {
  const { parse, stringify } = JSON;
  const { hasOwn, keys, defineProperty, getOwnPropertyDescriptor } = Object;
  const { isArray } = Array;
  const { isFinite: isFiniteNumber } = Number;
  const text = String;
  const globals = globalThis as unknown as Record<string, unknown>;

  // The clock always shows `now`.
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
  defineProperty(globals, "Date", { value: StoppedDate });
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

  // mulberry32: a small generator, good enough for choices in a call flow.
  let state = seed | 0;
  defineProperty(Math, "random", {
    value: () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    },
  });

  // These show garbage collection, let threads race, or hold memory that the heap's limit does not count.
  for (const name of ["WeakRef", "FinalizationRegistry", "SharedArrayBuffer", "Atomics", "WebAssembly"])
    delete globals[name];

  const lines: string[] = [];
  let lineCount = 0;
  const log = (...values: unknown[]) => {
    if (lineCount >= limits.lines) return;
    let line = "";
    for (let index = 0; index < values.length && line.length < limits.lineCharacters; index += 1)
      line += (index ? " " : "") + textOf(values[index]);
    lines[lineCount] = line.length > limits.lineCharacters ? `${line.slice(0, limits.lineCharacters)}…` : line;
    lineCount += 1;
  };
  defineProperty(globals, "console", {
    value: { log: log, info: log, warn: log, error: log, debug: log },
    writable: true,
    configurable: true,
  });

  function textOf(value: unknown): string {
    if (typeof value !== "object" || value === null || value instanceof Error) return text(value);
    return stringify(value) ?? text(value);
  }

  function toReturnedValue(value: unknown): ReturnedValue {
    if (value === null || value === undefined) return { value: null };
    if (typeof value === "string" || typeof value === "boolean") return { value };
    if (typeof value === "number") return isFiniteNumber(value) ? { value } : { is: text(value) };
    return { is: describeType(value) };
  }

  function describeType(value: unknown): string {
    if (value === undefined) return "nothing";
    if (value === null) return "null";
    if (isArray(value)) return "a list";
    const words: Record<string, string> = { object: "an object", function: "a function", bigint: "a big integer" };
    return words[typeof value] ?? `a ${typeof value}`;
  }

  function toReturned(value: unknown): Returned {
    if (typeof value !== "object" || value === null || isArray(value)) return { is: describeType(value) };
    const names = keys(value);
    const pairs: [string, ReturnedValue][] = [];
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index]!;
      pairs[index] = [name, toReturnedValue((value as Record<string, unknown>)[name])];
    }
    return { keys: pairs };
  }

  function describeThrown(thrown: unknown): { message: string; stack: string } {
    const cut = (read: () => unknown) => {
      try {
        return text(read()).slice(0, limits.messageCharacters);
      } catch {
        return "";
      }
    };
    const stack = cut(() => (thrown as Error).stack);
    return { message: cut(() => textOf(thrown)) || "It threw something that cannot be shown.", stack };
  }

  let result = "";
  return {
    /** Calls the function and awaits what it returns. */
    start(module: { default?: unknown }, args: string) {
      const run = hasOwn(module, "default") ? module.default : undefined;
      void (async () => {
        try {
          if (typeof run !== "function") throw "There is no function: begin with “export default function (args) {”.";
          const returned = toReturned(await run(parse(args)));
          result = stringify({ returned, console: lines } satisfies IsolateResult);
          if (result.length > limits.characters) result = stringify({ too_much_output: true } satisfies IsolateResult);
        } catch (thrown) {
          result = stringify({ thrown: describeThrown(thrown), console: lines } satisfies IsolateResult);
        }
      })();
    },
    /** The process calls this once nothing is left to run. */
    result: () => result,
    console: () => stringify(lines),
  };
}
