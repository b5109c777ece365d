import { type Action, WITHOUT_BODY } from "@/components/connection/action";
import { PARAMETER_WORDS, type Value, valueFrom } from "@/engine/contract";
import { LIMITS } from "@/engine/limits";
import { renderInserting } from "@/engine/template/render";
import { Work } from "@/engine/work";
import { parseBody, renderBody } from "./body-template";

export type RenderedRequest = { method: string; url: string; headers: Record<string, string>; body?: string };
/** `message`: why the request cannot be made with these inputs, for the admin. */
export type Rendered = { ok: true; request: RenderedRequest } | { ok: false; message: string };

class InputRefused extends Error {}

/** Where the templates of one action need more than LIMITS.burst_work. */
export const TOO_MUCH_WORK = `The templates of the action need more than ${LIMITS.burst_work} units of work together. Shorten their loops.`;

/**
 * Renders the request of an action with these inputs, given as texts. A value is escaped for its place, so that it cannot leave its
 * path segment, query parameter, header or JSON text.
 */
export function renderRequest(baseUrl: string, action: Action, inputs: Record<string, unknown>, at: string): Rendered {
  try {
    const work = new Work(LIMITS.burst_work, TOO_MUCH_WORK);
    const values = typedInputs(action, inputs);
    // Liquid renders a missing value as the empty text.
    const scope: Record<string, Value> = Object.assign(Object.create(null), values);
    const headers: Record<string, string> = { accept: "application/json", "user-agent": "Patchcord" };
    for (const { name, value } of action.headers) {
      const text = renderInserting(value, scope, at, headerText, work).trim();
      if (text !== "") headers[name.toLowerCase()] = text;
    }
    const request: RenderedRequest = { method: action.method, url: urlOf(baseUrl, action, scope, at, work), headers };
    if (action.body?.trim() && !WITHOUT_BODY.has(action.method)) {
      request.body = JSON.stringify(renderBody(parseBody(action.body), scope, at, work));
      headers["content-type"] ??= "application/json";
    }
    return { ok: true, request };
  } catch (error) {
    // This may be an error of Liquid, such as its limits; its messages quote the template and no values.
    return { ok: false, message: error instanceof Error ? error.message : "The request could not be made." };
  }
}

function typedInputs(action: Action, inputs: Record<string, unknown>): Record<string, Value> {
  const unknown = Object.keys(inputs).find((name) => !action.inputs.some((input) => input.name === name));
  if (unknown !== undefined) throw new InputRefused(`The action has no input ${unknown}.`);
  return Object.fromEntries(
    action.inputs.map((input) => {
      const text = Object.hasOwn(inputs, input.name) ? String(inputs[input.name] ?? "") : "";
      if (text.trim() === "") {
        if (input.required) throw new InputRefused(`The input ${input.name} is empty.`);
        return [input.name, null];
      }
      const value = valueFrom(input, text);
      if (value === undefined)
        throw new InputRefused(`The input ${input.name} must be ${PARAMETER_WORDS[input.type]}.`);
      return [input.name, value];
    }),
  );
}

/** The URL of base URL, path and query. Only the path template's own text makes segments; a value cannot leave its segment. */
function urlOf(baseUrl: string, action: Action, scope: Record<string, Value>, at: string, work: Work): string {
  const base = new URL(baseUrl);
  const rendered = renderInserting(action.path, scope, at, segmentText, work);
  const path = `${base.pathname.replace(/\/+$/, "")}/${rendered.replace(/^\/+/, "")}`;
  if (hasDotSegment(path)) throw new InputRefused(LEAVES_PATH);
  const url = new URL(base.origin);
  // The setter of `pathname` can change neither host nor query.
  url.pathname = rendered === "" ? base.pathname : path;
  const query = action.query.flatMap(({ name, value }): [string, string][] => {
    const text = renderInserting(value, scope, at, (one) => one, work);
    return text === "" ? [] : [[name, text]];
  });
  url.search = new URLSearchParams(query).toString();
  return url.href;
}

const LEAVES_PATH = "An input would lead to another path: . and .. must not stand alone between slashes.";

/** Encodes a value as one path segment. Refuses dot segments also within it, since some services decode %2F before they resolve the path. */
function segmentText(value: string): string {
  if (hasDotSegment(value)) throw new InputRefused(LEAVES_PATH);
  return encodeURIComponent(value.toWellFormed());
}

function hasDotSegment(text: string): boolean {
  return text.split(/[/\\]/).some((segment) => /^(\.|%2e){1,2}$/i.test(segment));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a header must not hold.
const NOT_IN_HEADERS = /[\u0000-\u0008\u000a-\u001f\u007f]/;

/** Refuses what a header's value cannot hold: it is one line of Latin-1 text (RFC 9110, 5.5), and a line break could begin another header. */
function headerText(value: string): string {
  if (NOT_IN_HEADERS.test(value)) throw new InputRefused("An input has a line break, which a header must not have.");
  for (const char of value)
    if (char.charCodeAt(0) > 255) throw new InputRefused(`A header cannot hold the character ${char}.`);
  return value;
}
