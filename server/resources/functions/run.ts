import { parseConsole, parseIsolateResult } from "./isolate-result";
import type { Outcome, Pool } from "./pool/pool";
import { CONSOLE_LINE_CHARACTERS, CONSOLE_LINES, HEAP_MIB } from "./sandbox/limits";
import type { Returned } from "./sandbox/prepare-isolate";

/** `line` and `column` count from 1; null where the error has no place in the source. */
export type Failure = { message: string; line: number | null; column: number | null };

export type RunResult = { console: string[] } & (
  | { result: "returned"; returned: Returned }
  | { result: "failed"; failure: Failure }
  | { result: "timeout" }
);

export type Run = {
  source: string;
  args: Readonly<Record<string, string | number | boolean | null>>;
  /** The moment that the function's clock shows, ISO 8601 UTC. */
  at: string;
  /** Seeds Math.random: the same text gives the same numbers. */
  seed: string;
};

/** Runs a function's source. Whatever the source does is a result; throws only where no process for functions can be started. */
export async function runSource(pool: Pool, account: string, run: Run, signal?: AbortSignal): Promise<RunResult> {
  const { source, args, at, seed } = run;
  const now = Date.parse(at);
  const argument = JSON.stringify({ ...args, now: new Date(now).toISOString() });
  return toRunResult(await pool.run(account, { source, args: argument, now, seed: hash32(seed) }, signal));
}

/** Compiles a source. Null: it can be run; else what the compiler says. */
export async function compileFailure(pool: Pool, account: string, source: string): Promise<Failure | null> {
  const result = toRunResult(await pool.run(account, { source, args: null, now: 0, seed: 0 }));
  if (result.result === "returned") return null;
  return result.result === "failed"
    ? result.failure
    : { message: "It takes too long to read.", line: null, column: null };
}

function toRunResult(outcome: Outcome): RunResult {
  switch (outcome.did) {
    case "timeout":
      return { result: "timeout", console: [] };
    case "tell": {
      const result = parseIsolateResult(outcome.text);
      if (result === null) return failed("It changed objects that running a function needs.");
      if ("too_much_output" in result) return failed(TOO_MUCH_OUTPUT);
      const console = limitConsole(result.console);
      if ("returned" in result) return { result: "returned", returned: result.returned, console };
      return { result: "failed", failure: locateFailure(result.thrown), console };
    }
    case "throw":
      return { result: "failed", failure: locateFailure(outcome), console: [] };
    case "hang":
      return failed(
        "It waits for a promise that never settles: functions have no timers and no network.",
        parseConsole(outcome.console),
      );
    case "too_much_output":
      return failed(TOO_MUCH_OUTPUT);
    case "too_much_memory":
      return failed(`It used more than ${HEAP_MIB} MiB of memory.`);
    case "crash":
      return failed("It crashed the process it ran in. Most often the cause is too much memory.");
    case "busy":
      return failed("Too many functions are waiting to be run.");
  }
}

const TOO_MUCH_OUTPUT = "It returned more than 64 KiB.";

function failed(message: string, console: string[] = []): RunResult {
  return { result: "failed", failure: { message, line: null, column: null }, console: limitConsole(console) };
}

/** The code in the isolate keeps these limits as well, but a function can change that code. */
function limitConsole(console: string[]): string[] {
  return console.slice(0, CONSOLE_LINES).map((line) => line.slice(0, CONSOLE_LINE_CHARACTERS + 1).toWellFormed());
}

/** The error with its place in the source: from its stack, or from the end of a compile error's message. */
function locateFailure({ message, stack }: { message: string; stack: string }): Failure {
  const compiler = / \[function\.js:(\d{1,7}):(\d{1,7})\]$/.exec(message);
  const place = compiler ?? /\bfunction\.js:(\d{1,7}):(\d{1,7})/.exec(stack);
  const text = compiler ? message.slice(0, compiler.index) : message;
  return {
    message: text.toWellFormed().replaceAll("\0", ""),
    line: place ? Number(place[1]) : null,
    column: place ? Number(place[2]) : null,
  };
}

/** FNV-1a: hashes any text to the 32 bits that seed the isolate's random numbers. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}
