import { cutText, PARAMETER_WORDS, type Parameter, type Value, valueFrom } from "@/engine/contract";
import { isStorable } from "../../platform/storable-text";
import { MAX_VALUES_BYTES } from "./sandbox/limits";
import type { Returned, ReturnedValue } from "./sandbox/prepare-isolate";

export type Values = Record<string, Value>;
export type CheckedValues = { ok: true; values: Values } | { ok: false; message: string };

/** Converts the rendered texts to the function's declared inputs. An empty text is null, except for an input of type string. */
export function inputValues(takes: readonly Parameter[], texts: Readonly<Record<string, string>>): CheckedValues {
  const unknown = Object.keys(texts).find((name) => !takes.some((parameter) => parameter.name === name));
  if (unknown !== undefined) return refused(`There is no input ${unknown}.`);
  const values = emptyValues();
  for (const parameter of takes) {
    const { name, type, required } = parameter;
    const text = Object.hasOwn(texts, name) ? texts[name]! : "";
    if (text.trim() === "") {
      if (required) return refused(`The input ${name} is empty.`);
      values[name] = type === "string" ? text : null;
      continue;
    }
    const value = valueFrom(parameter, text);
    if (value === undefined) return refused(`The input ${name} must be ${PARAMETER_WORDS[type]}.`);
    values[name] = value;
  }
  return checkSize(values, "inputs");
}

/** Checks the returned object against the function's declared outputs. A missing output is null; another key is an error. */
export function outputValues(gives: readonly Parameter[], returned: Returned): CheckedValues {
  if ("is" in returned) {
    if (gives.length === 0 && returned.is === "nothing") return { ok: true, values: emptyValues() };
    return refused(`It returned ${returned.is}; it must return an object of its outputs.`);
  }
  const values = emptyValues();
  for (const { name } of gives) values[name] = null;
  for (const [name, found] of returned.keys) {
    const output = gives.find((parameter) => parameter.name === name);
    if (!output) return refused(`It returned ${cutText(name, 100)}, which is none of its outputs.`);
    const value = valueOfType(output, found);
    if (value === undefined)
      return refused(`The output ${name} must be ${PARAMETER_WORDS[output.type]}${describeFound(found)}.`);
    if (typeof value === "string" && !isStorable(value))
      return refused(`The output ${name} has characters that cannot be stored.`);
    values[name] = value;
  }
  return checkSize(values, "outputs");
}

function valueOfType({ type }: Parameter, found: ReturnedValue): Value | undefined {
  if ("is" in found) return undefined;
  const { value } = found;
  if (value === null) return null;
  switch (type) {
    case "string":
      return typeof value === "string" ? value : undefined;
    case "boolean":
      return typeof value === "boolean" ? value : undefined;
    case "uri":
      return typeof value === "string" ? valueFrom({ type }, value) : undefined;
    case "integer":
      return Number.isSafeInteger(value) ? value : undefined;
    case "number":
      return typeof value === "number" ? value : undefined;
  }
}

function describeFound(found: ReturnedValue): string {
  if ("is" in found) return `, but is ${found.is}`;
  return typeof found.value === "string"
    ? `, but is the text “${cutText(found.value, 60)}”`
    : `, but is ${found.value}`;
}

function checkSize(values: Values, what: string): CheckedValues {
  if (Buffer.byteLength(JSON.stringify(values)) > MAX_VALUES_BYTES)
    return refused(`The ${what} are more than ${MAX_VALUES_BYTES / 1024} KiB.`);
  return { ok: true, values };
}

function emptyValues(): Values {
  return Object.create(null) as Values;
}

function refused(message: string): CheckedValues {
  return { ok: false, message };
}
