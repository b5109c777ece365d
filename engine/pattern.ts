import { RE2JS } from "re2js";
import { BoundedMap } from "./bounded-map";
import { type Work, WorkError } from "./work";

/** Longest pattern in a flow; nobody writes a longer one by hand. */
const MAX_PATTERN_CHARACTERS = 500;
/** Most instructions of a compiled pattern; RE2 writes counted repetitions out, so {1000} is a thousand. */
const MAX_INSTRUCTIONS = 2000;
/** Most of `sizeOf` a pattern, which may count an instruction several times. */
const MAX_SIZE = 4 * MAX_INSTRUCTIONS;
/**
 * Most instructions times characters of one search. A search blocks the process, so it must end in tens of milliseconds;
 * without this limit `.{0,900}b` on 64 KiB took five seconds.
 */
const MAX_STEPS = 500_000;
/** Instructions times characters that a search gets through in one unit of work. */
const STEPS = 10;
/** Units for compiling an instruction, and for a class of Unicode, which is folded letter by letter. */
const INSTRUCTION = 10;
const UNICODE_CLASS = 1500;
const CACHED_PATTERNS = 1000;

const compiled = new BoundedMap<string, RE2JS>(CACHED_PATTERNS);

/**
 * Compiles with RE2 in JavaScript, whose time is linear in the text for every pattern (so no backreferences, no lookaround).
 * Throws an Error that says what is wrong with the pattern. The work counts whether the pattern is remembered or not.
 */
function compile(pattern: string, exact: boolean, work: Work): RE2JS {
  if (pattern.length > MAX_PATTERN_CHARACTERS)
    throw new Error(`the pattern is longer than ${MAX_PATTERN_CHARACTERS} characters`);
  const size = sizeOf(pattern);
  if (size > MAX_SIZE) throw new Error(REPEATS_TOO_MUCH);
  work.use(size * INSTRUCTION + (pattern.match(/\\p/gi)?.length ?? 0) * UNICODE_CLASS);
  const key = `${exact ? "=" : "~"}${pattern}`;
  const known = compiled.get(key);
  if (known) return known;
  const made = RE2JS.compile(pattern, exact ? 0 : RE2JS.CASE_INSENSITIVE);
  if (made.programSize() > MAX_INSTRUCTIONS) throw new Error(REPEATS_TOO_MUCH);
  compiled.set(key, made);
  return made;
}

const REPEATS_TOO_MUCH = "the pattern repeats too much: use smaller numbers in its { }";

const PIECE = /\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(\d+)(,?)(\d*)\}|[\s\S]/gu;

/** At least the number of instructions that a pattern compiles to: with repetitions written out, before any are made. */
function sizeOf(pattern: string): number {
  const groups = [0];
  let last = 0;
  const add = (size: number) => {
    last = size;
    groups.push((groups.pop() ?? 0) + size);
  };
  for (const [piece, least, comma, most] of pattern.matchAll(PIECE)) {
    if (piece === "(") groups.push(2);
    else if (piece === ")") add(groups.length > 1 ? (groups.pop() ?? 0) : 1);
    else if (least === undefined) add(1);
    else {
      const times = Math.max(Number(least) + (comma ? 1 : 0), Number(most || 0));
      // What was added once is repeated; an optional repetition needs an instruction more each time.
      const repeated = (last + 1) * times;
      groups.push((groups.pop() ?? 0) + repeated);
      last += repeated;
    }
  }
  return groups.reduce((sum, size) => sum + size, 0);
}

/**
 * True if the pattern is found anywhere in the text; case counts if `exact`. Throws on a bad pattern, where the text is too long
 * for it (a plain pattern takes some 20,000 characters, one with many repetitions some hundreds), and where `work` has none left.
 */
export function isFound(pattern: string, text: string, exact: boolean, work: Work): boolean {
  const known = compile(pattern, exact, work);
  const steps = known.programSize() * text.length;
  if (steps > MAX_STEPS) throw new Error("the text is too long for this pattern");
  work.use(steps / STEPS);
  return known.matcher(text).find();
}

/** What is wrong with a pattern; null if nothing is. Throws where `work` has none left. */
export function patternFault(pattern: string, work: Work): string | null {
  try {
    compile(pattern, true, work);
    return null;
  } catch (error) {
    if (error instanceof WorkError) throw error;
    return error instanceof Error ? error.message : String(error);
  }
}
