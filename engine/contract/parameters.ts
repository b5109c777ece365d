import { z } from "zod";
import type { CheckFacts, Finding, NamedFacts, Parameter } from "./component";
import type { FieldOf } from "./field";
import type { Value } from "./value";

/**
 * The inputs of a step that calls a resource with declared parameters: an action of a connection, a function.
 *
 *   connection: z.string()…meta({ title: "Connection", names: "connection" }),
 *   action: z.string()…meta({ title: "Action", is: "part", of: { kind: "connection", name: "connection" } }),
 *   inputs: inputsFor({ kind: "connection", name: "connection", part: "action" }),
 *
 * `of` names keys of the same config. The form offers the resource's parts, and one template for each parameter with its
 * description; `inputFindings` reports missing and unknown inputs; `valueFrom` converts a rendered text to the declared type.
 * For outputs: `more_outputs: (config, named) => outputsFor(namedBy(named, of, config))`.
 */
export function inputsFor(of: FieldOf) {
  const template = z.string().max(20_000).meta({ is: "template" });
  return z.record(z.string(), template).default({}).meta({ title: "Inputs", is: "inputs", of });
}

/** The resource (or part) that a config names; undefined if the account has no such resource, or it no such part. */
export function namedBy(named: CheckFacts["named"], of: FieldOf, config: object): NamedFacts | undefined {
  const word = (key: string) => (config as Record<string, unknown>)[key];
  const name = word(of.name);
  const facts = typeof name === "string" ? named(of.kind, name) : undefined;
  if (of.part === undefined) return facts;
  const part = word(of.part);
  return typeof part === "string" && facts?.parts && Object.hasOwn(facts.parts, part) ? facts.parts[part] : undefined;
}

/** The outputs that a resource declares. */
export function outputsFor(facts: NamedFacts | undefined) {
  return (facts?.gives ?? []).map(({ name }) => ({ id: name, label: name }));
}

/** Problems of a step's inputs: missing, of the wrong type, or unknown to the resource. */
export function inputFindings(takes: readonly Parameter[], inputs: Readonly<Record<string, string>>): Finding[] {
  const error = (code: string, name: string, message: string): Finding => ({
    severity: "error",
    code,
    message,
    field: ["inputs", name],
  });
  const given = (name: string) => (Object.hasOwn(inputs, name) ? (inputs[name] ?? "").trim() : "");
  const wrong = takes.flatMap((parameter): Finding[] => {
    const { name, required } = parameter;
    const text = given(name);
    if (text === "")
      return required ? [{ ...error("input_missing", name, `fill in the input ${name}.`), missing: true }] : [];
    if (text.includes("{") || valueFrom(parameter, text) !== undefined) return [];
    return [error("input_type", name, `the input ${name} must be ${PARAMETER_WORDS[parameter.type]}.`)];
  });
  const unknown = Object.keys(inputs).filter((name) => !takes.some((parameter) => parameter.name === name));
  return [
    ...wrong,
    ...unknown.map((name) => error("input_unknown", name, `there is no input ${name} any more. Remove it.`)),
  ];
}

export const PARAMETER_WORDS: Readonly<Record<Parameter["type"], string>> = {
  string: "a text",
  number: "a number, such as 12.5",
  integer: "a whole number",
  boolean: "true or false",
  uri: "a whole address, such as https://example.com",
};

const NUMBER = /^-?\d{1,300}(\.\d{1,300})?([eE][+-]?\d{1,3})?$/;

/** A rendered text as the declared type; undefined if it is not of that type. Never throws. */
export function valueFrom({ type }: Pick<Parameter, "type">, text: string): Exclude<Value, null> | undefined {
  const plain = text.trim();
  switch (type) {
    case "string":
      return text;
    case "uri":
      return URL.canParse(plain) ? plain : undefined;
    case "boolean":
      return /^true$/i.test(plain) || (/^false$/i.test(plain) ? false : undefined);
    default: {
      const number = NUMBER.test(plain) ? Number(plain) : Number.NaN;
      return type === "integer" ? (Number.isSafeInteger(number) ? number : undefined) : finite(number);
    }
  }
}

const finite = (number: number) => (Number.isFinite(number) ? number : undefined);
