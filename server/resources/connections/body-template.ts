import type { Json, Value } from "@/engine/contract";
import { renderInserting, renderTemplate } from "@/engine/run/expression";

/**
 * A JSON body with inputs in it. The template is read as JSON before any value is known, so that a value can only ever
 * become a text, a number or a boolean in its place and never a key, a quote or a brace: in quotes it is text, without
 * quotes it is the value of its own type.
 */
export type BodyTemplate = { json: Json; unquoted: ReadonlyMap<string, string> };

/** Stands, in quotes, where `{{ … }}` stood without them. No JSON text that somebody types holds it. */
const UNQUOTED_MARK = "\u{F0000}";

/** Throws an Error that says what to do. */
export function parseBody(text: string): BodyTemplate {
  const unquoted = new Map<string, string>();
  const quoted = quoteUnquoted(text, unquoted);
  let json: Json;
  try {
    json = JSON.parse(quoted);
  } catch {
    throw new Error("This is no JSON. Check quotes, commas and brackets; {% %} may stand inside quotes only.");
  }
  for (const key of keysIn(json))
    if (key.includes("{{") || key.includes("{%")) throw new Error("A key cannot be an input.");
  return { json, unquoted };
}

/** Every template of the body, as it stands. */
export function bodyTemplates({ json, unquoted }: BodyTemplate): string[] {
  return textsIn(json).map((text) => unquoted.get(text) ?? text);
}

export function renderBody({ json, unquoted }: BodyTemplate, scope: Record<string, Value>, at: string): Json {
  const render = (part: Json): Json => {
    if (typeof part === "string") {
      const template = unquoted.get(part);
      return template === undefined ? renderTemplate(part, scope, at) : unquotedValue(template, scope, at);
    }
    if (Array.isArray(part)) return part.map(render);
    if (part === null || typeof part !== "object") return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, render(inner)]));
  };
  return render(json);
}

const SINGLE_INPUT = /^\{\{-?\s*([A-Za-z_][A-Za-z0-9_]*)\s*-?\}\}$/;

/** A single input keeps its type; what a filter made is a number if it looks like one, else a text. */
function unquotedValue(template: string, scope: Record<string, Value>, at: string): Value {
  const [, name] = SINGLE_INPUT.exec(template) ?? [];
  if (name !== undefined) return Object.hasOwn(scope, name) ? (scope[name] ?? null) : null;
  const text = renderInserting(template, scope, at, (value) => value);
  return /^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/.test(text) ? Number(text) : text;
}

/** Puts `{{ … }}` that stands outside of quotes into quotes of its own. */
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
