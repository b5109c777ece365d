import { emptyMap } from "@/engine/contract";
import { PatchcordError } from "../platform/errors";
import { isTextTooDeep, TOO_DEEP } from "../platform/json-depth";

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Parses a JSON object into one without a prototype, so that `__proto__` is a key like any other. Refuses a key that comes twice,
 * since parsers disagree on which value counts (RFC 7493, 2.3), and what is nested too deep. Throws `invalid_json`.
 */
export function parseJsonObject(text: string): JsonObject {
  if (isTextTooDeep(text)) throw new PatchcordError("invalid_json", `The body ${TOO_DEEP}.`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new PatchcordError("invalid_json", "The body is not valid JSON.");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw new PatchcordError("invalid_json", "The body must be a JSON object.");
  const twice = repeatedKey(text);
  if (twice !== null)
    throw new PatchcordError("invalid_json", "A key comes twice.", {
      fields: [{ name: twice.toWellFormed(), description: "comes more than once" }],
    });
  const object = emptyMap<unknown>();
  for (const [key, value] of Object.entries(parsed)) object[key] = value;
  return object;
}

/** The first key that the outermost object repeats. In valid JSON its keys are the strings one level deep before a colon. */
function repeatedKey(text: string): string | null {
  const keys = new Set<string>();
  let depth = 0;
  for (const [token, key] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\]]/g)) {
    if (token === "{" || token === "[") depth += 1;
    else if (token === "}" || token === "]") depth -= 1;
    if (key === undefined || depth !== 1) continue;
    const name: string = JSON.parse(key);
    if (keys.has(name)) return name;
    keys.add(name);
  }
  return null;
}
