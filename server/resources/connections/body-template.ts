import type { Json, Value } from "@/engine/contract";
import { renderInserting, renderTemplate } from "@/engine/template/render";
import type { Work } from "@/engine/work";
import { isTooDeep, TOO_DEEP } from "../../platform/json-depth";

/**
 * A JSON body with inputs in it. The template is parsed as JSON before any value is known, so that a value can become a text, a number
 * or a boolean in its place, but never a key, a quote or a brace. An input in quotes becomes text, one without quotes a value of its
 * own type. `unquoted`: the templates that stood without quotes, by the mark that replaces them in `json`.
 */
export type BodyTemplate = { json: Json; unquoted: ReadonlyMap<string, string> };

/** Begins the text that replaces an unquoted `{{ … }}`; a private-use character that no typed body contains. */
const UNQUOTED_MARK = "\u{F0000}";

/** Parses a body template. Throws an Error whose message tells the admin what to correct. */
export function parseBody(text: string): BodyTemplate {
  const unquoted = new Map<string, string>();
  const quoted = quoteUnquoted(text, unquoted);
  let json: Json;
  try {
    json = JSON.parse(quoted);
  } catch {
    throw new Error("This is no JSON. Check quotes, commas and brackets; {% %} may stand inside quotes only.");
  }
  if (isTooDeep(json)) throw new Error(`The body ${TOO_DEEP}.`);
  for (const key of keysIn(json))
    if (key.includes("{{") || key.includes("{%")) throw new Error("A key cannot be an input.");
  return { json, unquoted };
}

/** Every text of the body, with its templates as the admin wrote them. */
export function bodyTemplates({ json, unquoted }: BodyTemplate): string[] {
  return textsIn(json).map((text) => unquoted.get(text) ?? text);
}

export function renderBody(
  { json, unquoted }: BodyTemplate,
  scope: Record<string, Value>,
  at: string,
  work: Work,
): Json {
  const render = (part: Json): Json => {
    if (typeof part === "string") {
      const template = unquoted.get(part);
      return template === undefined ? renderTemplate(part, scope, at, work) : unquotedValue(template, scope, at, work);
    }
    if (Array.isArray(part)) return part.map(render);
    if (part === null || typeof part !== "object") return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, render(inner)]));
  };
  return render(json);
}

const SINGLE_INPUT = /^\{\{-?\s*([A-Za-z_][A-Za-z0-9_]*)\s*-?\}\}$/;

/** The value of an unquoted template: a single input keeps its type; the result of filters is a number where it looks like one, else a text. */
function unquotedValue(template: string, scope: Record<string, Value>, at: string, work: Work): Value {
  const [, name] = SINGLE_INPUT.exec(template) ?? [];
  if (name !== undefined) return Object.hasOwn(scope, name) ? (scope[name] ?? null) : null;
  const text = renderInserting(template, scope, at, (value) => value, work);
  return /^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/.test(text) ? Number(text) : text;
}

/** Replaces each `{{ … }}` outside quotes by a quoted mark, and records which mark stands for which template. */
function quoteUnquoted(text: string, unquoted: Map<string, string>): string {
  let out = "";
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? "";
    if (!inText && text.startsWith("{{", at)) {
      const end = text.indexOf("}}", at);
      if (end < 0) throw new Error("Close {{ with }}.");
      const mark = `${UNQUOTED_MARK}${unquoted.size}`;
      unquoted.set(mark, text.slice(at, end + 2));
      out += JSON.stringify(mark);
      at = end + 1;
      continue;
    }
    if (inText && char === "\\") {
      out += text.slice(at, at + 2);
      at += 1;
      continue;
    }
    if (char === '"') inText = !inText;
    out += char;
  }
  return out;
}

function textsIn(json: Json): string[] {
  if (typeof json === "string") return [json];
  if (json === null || typeof json !== "object") return [];
  return Object.values(json).flatMap(textsIn);
}

function keysIn(json: Json): string[] {
  if (json === null || typeof json !== "object") return [];
  const own = Array.isArray(json) ? [] : Object.keys(json);
  return [...own, ...Object.values(json).flatMap(keysIn)];
}
