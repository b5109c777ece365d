import { RE2JS } from "re2js";
import { BoundedMap } from "./bounded-map";

/** Longest pattern in a flow; nobody writes a longer one by hand. */
const MAX_PATTERN_CHARACTERS = 500;
/** Most instructions of a compiled pattern; RE2 writes counted repetitions out, so {1000} is a thousand. */
const MAX_INSTRUCTIONS = 2000;
/**
 * Most instructions times characters of one search, each some 100 ns. A search blocks the process, so it must end in tens of
 * milliseconds; without this limit `.{0,900}b` on 64 KiB took five seconds.
 */
const MAX_WORK = 500_000;
const CACHED_PATTERNS = 1000;

const compiled = new BoundedMap<string, RE2JS>(CACHED_PATTERNS);

/**
 * Compiles with RE2 in JavaScript, whose time is linear in the text for every pattern (so no backreferences, no lookaround).
 * Throws an Error that says what is wrong with the pattern.
 */
function compile(pattern: string, exact: boolean): RE2JS {
  const key = `${exact ? "=" : "~"}${pattern}`;
  const known = compiled.get(key);
  if (known) return known;
  if (pattern.length > MAX_PATTERN_CHARACTERS)
    throw new Error(`the pattern is longer than ${MAX_PATTERN_CHARACTERS} characters`);
  const made = RE2JS.compile(pattern, exact ? 0 : RE2JS.CASE_INSENSITIVE);
  if (made.programSize() > MAX_INSTRUCTIONS)
    throw new Error("the pattern repeats too much: use smaller numbers in its { }");
  compiled.set(key, made);
  return made;
}

/**
 * True if the pattern is found anywhere in the text; case counts if `exact`. Throws on a bad pattern, and where the text is
 * too long for it: a plain pattern takes some 20,000 characters, one with many repetitions some hundreds.
 */
export function isFound(pattern: string, text: string, exact: boolean): boolean {
  const known = compile(pattern, exact);
  if (known.programSize() * text.length > MAX_WORK) throw new Error("the text is too long for this pattern");
  return known.matcher(text).find();
}

/** What is wrong with a pattern; null if nothing is. */
export function patternFault(pattern: string): string | null {
  try {
    compile(pattern, true);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
