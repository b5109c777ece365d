import { z } from "zod";
import { LIMITS } from "@/engine/limits";
import "@/engine/contract/field";

/** The HTTP methods of actions; `REPEATABLE` are the idempotent ones (RFC 9110, 9.2.2), which may be sent again. */
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"] as const;
type Method = (typeof METHODS)[number];
export const REPEATABLE: ReadonlySet<string> = new Set<Method>(["GET", "HEAD", "PUT", "DELETE"]);
/** Methods whose requests have no body. */
export const WITHOUT_BODY: ReadonlySet<string> = new Set<Method>(["GET", "HEAD"]);

const TYPES = ["string", "number", "integer", "boolean", "uri"] as const;
const TYPE_NAMES = { string: "Text", number: "Number", integer: "Whole number", boolean: "True or false", uri: "URI" };

const MAX_LIST = 50;
const parameterName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/, "Use letters, digits and _, not starting with a digit.")
  .meta({ title: "Name" });
const type = z.enum(TYPES).default("string").meta({ title: "Type", choices: TYPE_NAMES });

const input = z
  .strictObject({
    name: parameterName,
    type,
    required: z.boolean().default(true).meta({ title: "Required" }),
    description: z.string().max(200).optional().meta({ title: "Description" }),
  })
  .meta({ title: "Input" });

const output = z
  .strictObject({
    name: parameterName,
    type,
    path: z.string().min(1, "Say where in the answer it is.").max(300).meta({
      title: "Where in the answer",
      placeholder: "$.order.status",
      description: "A JSONPath (RFC 9535), from $, the whole answer.",
    }),
  })
  .meta({ title: "Output" });

const template = (title: string, max: number) => z.string().max(max).meta({ title, is: "template" });
const named = (title: string, name: z.ZodType<string>) =>
  z.strictObject({ name: name.meta({ title: "Name" }), value: template("Value", 2000) }).meta({ title });

/** A header's name: a token of RFC 9110. */
const headerName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, "Write a header's name, such as X-Tenant.");

/**
 * An action of a connection: one request to its web service. The schema is that of the form and of what is stored; the server
 * also checks the templates and the paths.
 */
export const action = z.strictObject({
  name: z.string().trim().min(1, "Give the action a name.").max(80, "Use at most 80 characters.").meta({
    title: "Name",
    placeholder: "Find an order",
  }),
  description: z.string().trim().max(300).optional().meta({ title: "Description" }),
  method: z
    .enum(METHODS)
    .default("GET")
    .meta({ title: "Method", choices: Object.fromEntries(METHODS.map((one) => [one, one])) }),
  path: z.string().trim().max(2000).meta({
    title: "Path",
    is: "template",
    placeholder: "/orders/{{ order_id }}",
    description: "After the connection’s base URL. Inputs stand in {{ }} and are encoded where they stand.",
  }),
  inputs: z.array(input).max(MAX_LIST).default([]).meta({ title: "Inputs", add: "Add input" }),
  query: z
    .array(named("Query parameter", z.string().min(1, "Name the parameter.").max(200)))
    .max(MAX_LIST)
    .default([])
    .meta({ title: "Query", add: "Add query parameter", description: "One that comes out empty is left out." }),
  headers: z.array(named("Header", headerName)).max(MAX_LIST).default([]).meta({ title: "Headers", add: "Add header" }),
  body: z.string().max(20_000).optional().meta({
    title: "JSON body",
    is: "template",
    rows: 6,
    placeholder: '{ "name": "{{ name }}", "seats": {{ seats }} }',
    description: "In quotes an input is a text; without quotes it is a value of its own type.",
  }),
  outputs: z.array(output).max(MAX_LIST).default([]).meta({ title: "Outputs", add: "Add output" }),
  timeout_seconds: z
    .number()
    .int()
    .min(1)
    .max(LIMITS.port_seconds)
    .default(5)
    .meta({ title: "Answer within", unit: "seconds" }),
  retries: z.number().int().min(0).max(2).default(0).meta({
    title: "Try again",
    unit: "times",
    description: "Where the service cannot be reached or is overloaded; only GET, HEAD, PUT and DELETE.",
  }),
});
export type Action = z.infer<typeof action>;
