import type { z } from "zod";
import { titleOf } from "../definition/fields";

export type ConfigIssue = {
  code: "unknown_key" | "config_invalid";
  field: string[];
  message: string;
  /** The setting is empty, and nothing else is wrong with it. */
  missing?: true;
};

/** A config's violations of its schema, in words for the admin; shown behind the step's name. */
export function configIssues(schema: z.ZodType, config: unknown, error: z.ZodError): ConfigIssue[] {
  return error.issues.flatMap((issue) => flattened(issue, [])).map((issue) => inWords(schema, config, issue));
}

type FlatIssue = { issue: z.core.$ZodIssue; path: string[]; key?: string };

/** One issue for each unknown key; for a union, the issues of the option that the value fits best. */
function flattened(issue: z.core.$ZodIssue, prefix: string[]): FlatIssue[] {
  const path = [...prefix, ...issue.path.map(String)];
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => ({ issue, path: [...path, key], key }));
  if (issue.code !== "invalid_union") return [{ issue, path }];
  const options = issue.errors
    .filter((issues) => issues.length > 0)
    .map((issues) => issues.flatMap((inner) => flattened(inner, path)))
    .toSorted((a, b) => misfit(a, path) - misfit(b, path));
  return options[0] && misfit(options[0], path) < NO_LIKENESS ? options[0] : [{ issue, path }];
}

const NO_LIKENESS = 100;

/** How badly a value fits an option, by the issues: a wrong type counts NO_LIKENESS, every other issue 1, an unknown key 2. */
function misfit(issues: FlatIssue[], path: string[]): number {
  const other = issues.some(({ issue, path: at }) => issue.code === "invalid_type" && at.length === path.length);
  return (other ? NO_LIKENESS : 0) + issues.length + issues.filter(({ key }) => key !== undefined).length;
}

function inWords(schema: z.ZodType, config: unknown, { issue, path, key }: FlatIssue): ConfigIssue {
  const field = ["config", ...path];
  const place = titleOf(schema, path) || path.join(" › ");
  if (key !== undefined)
    return { code: "unknown_key", field, message: `remove the unknown setting ${path.join(".")}.` };
  if (isEmpty(valueAt(config, path)))
    return { code: "config_invalid", field, message: `fill in ${place}.`, missing: true };
  return { code: "config_invalid", field, message: `check ${place}: ${rule(issue)}.` };
}

const isEmpty = (value: unknown) => value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

/** How zod's default messages begin. Those are reworded; a message that a schema gives is kept. */
const ZOD_WORDING = /^(Invalid|Too |Unrecognized)/;

function rule(issue: z.core.$ZodIssue): string {
  if (!ZOD_WORDING.test(issue.message)) return issue.message;
  if (issue.code === "too_small") return `must ${amount("at least", issue.origin, issue.minimum)}`;
  if (issue.code === "too_big") return `must ${amount("at most", issue.origin, issue.maximum)}`;
  if (issue.code === "invalid_value") return `must be one of ${issue.values.map(String).join(", ")}`;
  if (issue.code === "invalid_type") return `must be ${NOUNS[issue.expected] ?? "set anew"}`;
  return "choose it again";
}

const NOUNS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "yes or no",
  array: "a list",
};

function amount(bound: string, origin: string, limit: number | bigint): string {
  if (origin === "string") return `have ${bound} ${limit} characters`;
  if (origin === "array") return `have ${bound} ${limit} ${limit === 1 ? "entry" : "entries"}`;
  return `be ${bound} ${limit}`;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === "object" && at !== null && Object.hasOwn(at, key)
        ? (at as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}
