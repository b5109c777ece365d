/**
 * Most levels of lists and objects in JSON that comes from outside: no real document is nested so deep, and one nested deeper
 * could overflow the stack of code that walks it.
 */
export const MAX_JSON_DEPTH = 100;

export const TOO_DEEP = `is nested deeper than ${MAX_JSON_DEPTH} levels`;

/** Whether a JSON text is nested deeper than MAX_JSON_DEPTH. The text need not be valid. */
export function isTextTooDeep(json: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < json.length; at += 1) {
    const char = json[at];
    if (inText && char === "\\") at += 1;
    else if (char === '"') inText = !inText;
    else if (inText) continue;
    else if (char === "[" || char === "{") depth += 1;
    else if (char === "]" || char === "}") depth -= 1;
    if (depth > MAX_JSON_DEPTH) return true;
  }
  return false;
}

/** Whether a value is nested deeper than MAX_JSON_DEPTH. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_JSON_DEPTH) return true;
    level = level
      .filter((one) => typeof one === "object" && one !== null)
      .flatMap((one) => Object.values(one as object));
  }
  return false;
}
