import { query } from "jsonpath-rfc9535";
import type { Action } from "@/components/connection/action";
import type { PortAnswer, Value, Values } from "@/engine/contract";
import { valueFrom } from "@/engine/contract";
import { isTextTooDeep, TOO_DEEP } from "../../platform/json-depth";
import type { HttpResponse } from "../../ports/http";
import { pathFault, stepsOf } from "./output-path";

/** Reads an action's outputs from an answer whose secrets are hidden already. `unfit`: outputs whose value has another type. */
export function readAnswer(action: Action, { status, body }: Pick<HttpResponse, "status" | "body">): PortAnswer {
  if (status < 200 || status > 299)
    return { ok: false, code: "http_status", message: `The service answered with HTTP ${status}.`, value: { status } };
  if (isTextTooDeep(body))
    return { ok: false, code: "invalid_json", message: `The service’s answer ${TOO_DEEP}.`, value: { status } };
  const values = valuesIn(body);
  const steps = action.outputs.reduce((sum, { path }) => sum + stepsOf(path), 0);
  if (values > MOST_VALUES || values * steps > MOST_STEPS)
    return { ok: false, code: "answer_too_large", message: TOO_LARGE, value: { status } };
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

/** What is read blocks the process: of this many values the reading itself takes some 100 ms. */
const MOST_VALUES = 200_000;
const MOST_STEPS = 1_000_000;
const TOO_LARGE = `The service’s answer has too many values: at most ${MOST_VALUES} are read, and fewer where outputs look at all of them with .., *, ? or :. Ask the service for less.`;

/** At least the number of values in a JSON text. */
function valuesIn(json: string): number {
  let values = 1;
  for (let at = 0; at < json.length; at += 1) if (",[{".includes(json.charAt(at))) values += 1;
  return values;
}

/** The first value at a JSONPath; null: there is none; undefined: the path was saved before `pathFault` refused its kind. */
function firstMatch(json: unknown, path: string): unknown {
  return pathFault(path) === null ? (query(json as never, path)[0] ?? null) : undefined;
}

/** The value as the output's type; undefined where it is not of that type. For type string any value becomes text, lists and objects as JSON. */
function toOutput(type: Action["outputs"][number]["type"], found: unknown): Value | undefined {
  if (found === null) return null;
  const text = typeof found === "string" ? found : JSON.stringify(found);
  if (type === "string") return text;
  return typeof found === "object" ? undefined : valueFrom({ type }, text);
}

type WithSource = (key: string, value: unknown, context: { source?: string }) => unknown;

/** Keeps an integer that a double cannot hold (a long order id) as its digits. */
const keepLongIntegers: WithSource = (_key, value, { source }) =>
  Number.isInteger(value) && !Number.isSafeInteger(value) ? (source ?? value) : value;

function jsonOf(body: string): { read: unknown } | null {
  try {
    // A reviver takes four times as long, and only long numbers need it.
    const reviver = /\d{16}|\de/i.test(body) ? (keepLongIntegers as Parameters<typeof JSON.parse>[1]) : undefined;
    return { read: JSON.parse(body, reviver) };
  } catch {
    return null;
  }
}

const HIDDEN = "•••";
/** Hiding shorter secrets would hide parts of every answer. */
const MIN_SECRET_LENGTH = 6;

/** Hides secrets in an answer, also where they are escaped or encoded, so that a service that echoes its request brings none into logs and reports. */
export function hideSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= MIN_SECRET_LENGTH)
    .flatMap((secret) => [secret, jsonEscaped(secret), jsonEscaped(jsonEscaped(secret)), encodeURIComponent(secret)])
    .sort((a, b) => b.length - a.length)
    .reduce((masked, secret) => masked.replaceAll(secret, HIDDEN), text);
}

/** The text as it stands inside a JSON string; echoes often hold JSON within JSON. */
const jsonEscaped = (text: string) => JSON.stringify(text).slice(1, -1);
