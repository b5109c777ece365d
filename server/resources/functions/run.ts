import type { Outcome, Pool } from "./pool/pool";
import type { Returned } from "./sandbox/inside";
import { CONSOLE_LINE_CHARACTERS, CONSOLE_LINES, HEAP_MIB } from "./sandbox/limits";
import { readLines, readTold } from "./told";

/** `line` and `column` count from 1 in the source; null where the error has no place in it. */
export type Failure = { message: string; line: number | null; column: number | null };

export type Ran = { console: string[] } & (
  | { result: "returned"; returned: Returned }
  | { result: "failed"; failure: Failure }
  | { result: "timeout" }
);

export type Run = {
  source: string;
  args: Readonly<Record<string, string | number | boolean | null>>;
  /** The moment the function takes for now, ISO 8601 UTC. */
  at: string;
  /** Decides what looks random; the same text gives the same. */
  seed: string;
};

/** Runs a source, whatever it does. Throws only where functions cannot be run at all. */
export async function runSource(pool: Pool, account: string, run: Run, signal?: AbortSignal): Promise<Ran> {
  const { source, args, at, seed } = run;
  const now = Date.parse(at);
  const argument = JSON.stringify({ ...args, now: new Date(now).toISOString() });
  return asRan(await pool.run(account, { source, args: argument, now, seed: hashOf(seed) }, signal));
}

/** Null if the source can be run, else what the compiler says. */
export async function compileFailure(pool: Pool, account: string, source: string): Promise<Failure | null> {
  const ran = asRan(await pool.run(account, { source, args: null, now: 0, seed: 0 }));
  if (ran.result === "returned") return null;
  return ran.result === "failed" ? ran.failure : { message: "It takes too long to read.", line: null, column: null };
}

function asRan(outcome: Outcome): Ran {
  switch (outcome.did) {
    case "timeout":
      return { result: "timeout", console: [] };
    case "tell": {
      const told = readTold(outcome.text);
      if (told === null) return failed("It broke what it runs in.");
      if ("too_much_output" in told) return failed(TOO_MUCH_OUTPUT);
      const console = bounded(told.console);
      if ("returned" in told) return { result: "returned", returned: told.returned, console };
      return { result: "failed", failure: placed(told.thrown), console };
    }
    case "throw":
      return { result: "failed", failure: placed(outcome), console: [] };
    case "hang":
      return failed(
        "It waits for a promise that nothing keeps: there are no timers and no network here.",
        readLines(outcome.console),
      );
    case "too_much_output":
      return failed(TOO_MUCH_OUTPUT);
    case "too_much_memory":
      return failed(`It used more than ${HEAP_MIB} MiB of memory.`);
    case "crash":
      return failed("It brought down the process it ran in; most often it used too much memory.");
    case "busy":
      return failed("Too many functions are waiting to be run.");
  }
}

const TOO_MUCH_OUTPUT = "It returned more than 64 KiB.";

function failed(message: string, console: string[] = []): Ran {
  return { result: "failed", failure: { message, line: null, column: null }, console: bounded(console) };
}

/** The isolate keeps these bounds itself, as long as the function lets it. */
function bounded(console: string[]): string[] {
  return console.slice(0, CONSOLE_LINES).map((line) => line.slice(0, CONSOLE_LINE_CHARACTERS + 1).toWellFormed());
}

/** An error with its place: from the stack, or as the compiler writes it behind its message. */
function placed({ message, stack }: { message: string; stack: string }): Failure {
  const compiler = / \[function\.js:(\d{1,7}):(\d{1,7})\]$/.exec(message);
  const place = compiler ?? /\bfunction\.js:(\d{1,7}):(\d{1,7})/.exec(stack);
  const text = compiler ? message.slice(0, compiler.index) : message;
  return {
    message: text.toWellFormed().replaceAll("\0", ""),
    line: place ? Number(place[1]) : null,
    column: place ? Number(place[2]) : null,
  };
}

/** FNV-1a: any text to the 32 bits that the isolate's generator starts from. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}
