import { MAX_JSON_DEPTH, TOO_DEEP } from "../../platform/json-depth";

/** The densest flow of 1 MiB has some 270,000; reading a million blocks the process for 0.3 s. */
const MAX_TOKENS = 400_000;

const SPACE = /[ \t\n\r]*/y;
const TOKEN =
  /[{}[\]:,]|"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/uy;

export type JsonFault = { line: number; column: number; message: string };

type Open = { closes: "]" | "}"; keys: Set<string> };
/** What may come next, in the words of the message. */
type Expected =
  | "a value"
  | "a value or ]"
  | "a key in quotes"
  | "a key in quotes or }"
  | ":"
  | ", or ]"
  | ", or }"
  | "nothing more";

/**
 * Where a text stops being JSON (line and column from 1) and what was expected there; null for JSON. `JSON.parse` does not always
 * say where, accepts a key that comes twice, which hides a mistake, and sets no limit to nesting.
 */
export function jsonFault(text: string): JsonFault | null {
  const open: Open[] = [];
  let expected: Expected = "a value";
  for (let at = 0, tokens = 0; ; tokens += 1) {
    at += match(SPACE, text, at).length;
    const token = match(TOKEN, text, at);
    if (token === "" && at === text.length && expected === "nothing more") return null;
    const next: ReturnType<typeof nextExpected> = token === "" ? null : nextExpected(open, expected, token);
    if (next === null)
      return faultAt(text, at, `${expected} should come here${at === text.length ? ", but the text ends" : ""}`);
    if (next === "twice") return faultAt(text, at, `the key ${token} comes twice`);
    if (tokens > MAX_TOKENS) return faultAt(text, at, "has too many values here to be a flow");
    if (open.length > MAX_JSON_DEPTH) return faultAt(text, at, TOO_DEEP);
    expected = next;
    at += token.length;
  }
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

/** What may come after a token; null where the token may not come. */
function nextExpected(open: Open[], expected: Expected, token: string): Expected | "twice" | null {
  const inside = open.at(-1);
  if (token === "]" || token === "}") {
    if (inside?.closes !== token || !expected.endsWith(` or ${token}`)) return null;
    open.pop();
    return afterValue(open);
  }
  if (token === ",") return expected === ", or ]" ? "a value" : expected === ", or }" ? "a key in quotes" : null;
  if (token === ":") return expected === ":" ? "a value" : null;
  if (expected.startsWith("a key")) return token.startsWith('"') ? key(inside, token) : null;
  if (!expected.startsWith("a value")) return null;
  if (token === "[") return begin(open, "]", "a value or ]");
  if (token === "{") return begin(open, "}", "a key in quotes or }");
  return afterValue(open);
}

function key(inside: Open | undefined, token: string): Expected | "twice" {
  const name: string = JSON.parse(token);
  if (inside?.keys.has(name)) return "twice";
  inside?.keys.add(name);
  return ":";
}

function begin(open: Open[], closes: Open["closes"], expected: Expected): Expected {
  open.push({ closes, keys: new Set() });
  return expected;
}

function afterValue(open: Open[]): Expected {
  const inside = open.at(-1);
  if (!inside) return "nothing more";
  return inside.closes === "]" ? ", or ]" : ", or }";
}

function faultAt(text: string, at: number, message: string): JsonFault {
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, message };
}
