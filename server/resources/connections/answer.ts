import { query } from "jsonpath-rfc9535";
import type { Action } from "@/components/connection/action";
import type { PortAnswer, Value, Values } from "@/engine/contract";
import { valueFrom } from "@/engine/contract";
import type { HttpResponse } from "../../ports/http";

/** What an action makes of an answer whose secrets are hidden. `unfit`: outputs that are there, but of another type. */
export function readAnswer(action: Action, { status, body }: Pick<HttpResponse, "status" | "body">): PortAnswer {
  if (status < 200 || status > 299)
    return { ok: false, code: "http_status", message: `The service answered with HTTP ${status}.`, value: { status } };
  const json = body.trim() === "" ? { read: null } : jsonOf(body);
  if (!json) return { ok: false, code: "invalid_json", message: "The service’s answer is no JSON.", value: { status } };
  const outputs: Values = {};
  const unfit: string[] = [];
  for (const { name, path, type } of action.outputs) {
    const found = firstMatch(json.read, path);
    const value = found === undefined ? undefined : toOutput(type, found);
    if (value === undefined) unfit.push(name);
    outputs[name] = value ?? null;
  }
  return { ok: true, value: { status, outputs, unfit } };
}

/** What stands there first, or null; undefined where an answer is too deep to be looked through. */
function firstMatch(json: unknown, path: string): unknown {
  try {
    return query(json as never, path)[0] ?? null;
  } catch {
    return undefined;
  }
}

/** Undefined: not of this type. What is no text becomes one where a text is wanted: lists and objects as JSON. */
function toOutput(type: Action["outputs"][number]["type"], found: unknown): Value | undefined {
  if (found === null) return null;
  const text = typeof found === "string" ? found : JSON.stringify(found);
  if (type === "string") return text;
  return typeof found === "object" ? undefined : valueFrom({ type }, text);
}

type WithSource = (key: string, value: unknown, context: { source?: string }) => unknown;

/** A whole number that no double holds (an order's long id) stays the digits it is. */
const keepLongIntegers: WithSource = (_key, value, { source }) =>
  Number.isInteger(value) && !Number.isSafeInteger(value) ? (source ?? value) : value;

function jsonOf(body: string): { read: unknown } | null {
  try {
    return { read: JSON.parse(body, keepLongIntegers as Parameters<typeof JSON.parse>[1]) };
  } catch {
    return null;
  }
}

const HIDDEN = "•••";
/** Shorter ones would hide half of every answer. */
const MIN_SECRET_LENGTH = 6;

/** A service that says back what it was sent (an error page, an echo) must not bring a secret into logs and reports. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= MIN_SECRET_LENGTH)
    .flatMap((secret) => [secret, jsonEscaped(secret), jsonEscaped(jsonEscaped(secret)), encodeURIComponent(secret)])
    .sort((a, b) => b.length - a.length)
    .reduce((masked, secret) => masked.replaceAll(secret, HIDDEN), text);
}

/** As it stands inside a JSON text; JSON in JSON is common in what echoes. */
const jsonEscaped = (text: string) => JSON.stringify(text).slice(1, -1);
