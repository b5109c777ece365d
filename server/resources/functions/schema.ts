import { z } from "zod";
import { storableText } from "../../platform/storable-text";
import { MAX_SOURCE_CHARACTERS } from "./sandbox/limits";

/** Verifying a flow reads all functions of an account, so their number is limited. */
export const MAX_FUNCTIONS = 500;
const MAX_PARAMETERS = 50;

/** Names that mean something else: properties of every object, the argument's own `now`, and `then`, which makes an object a promise. */
const RESERVED = new Set(["now", "__proto__", "constructor", "prototype", "then"]);

const parameterName = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]{0,63}$/,
    "Use letters, digits and _, at most 64, beginning with a letter, such as customer_name.",
  )
  .refine((name) => !RESERVED.has(name), "This name is taken. Choose another.");

const type = z.enum(["string", "boolean", "integer", "number", "uri"]);

const description = storableText.trim().max(200, "Use at most 200 characters.");

const output = z.object({ name: parameterName, type });
const input = output.extend({ required: z.boolean(), description });

/** Adds an issue for each name that an earlier item has. */
function requireUniqueNames(items: readonly { name: string }[], ctx: z.RefinementCtx) {
  for (const [index, { name }] of items.entries()) {
    if (items.findIndex((other) => other.name === name) === index) continue;
    ctx.addIssue({ code: "custom", path: [index, "name"], message: "This name is in the list already." });
  }
}

export const functionText = z.object({
  name: storableText.trim().min(1, "Give the function a name.").max(80, "Use at most 80 characters."),
  description: storableText.trim().max(500, "Use at most 500 characters."),
});
export type FunctionText = z.input<typeof functionText>;

/** The part of a function that running it needs. */
export const functionBody = z.object({
  inputs: z.array(input).max(MAX_PARAMETERS, `Use at most ${MAX_PARAMETERS} inputs.`).superRefine(requireUniqueNames),
  outputs: z
    .array(output)
    .max(MAX_PARAMETERS, `Use at most ${MAX_PARAMETERS} outputs.`)
    .superRefine(requireUniqueNames),
  source: storableText.max(
    MAX_SOURCE_CHARACTERS,
    `Use at most ${MAX_SOURCE_CHARACTERS.toLocaleString("en-US")} characters.`,
  ),
});
export type FunctionBody = z.output<typeof functionBody>;
export type FunctionInput = FunctionBody["inputs"][number];
export type FunctionOutput = FunctionBody["outputs"][number];

export const functionDraft = functionText.extend(functionBody.shape);

/** What the forms send. Its limits are wider than the rules above, so that those can say what is wrong. */
const sentParameter = z.object({ name: z.string().max(200), type });
export const sentBody = z.object({
  inputs: z.array(sentParameter.extend({ required: z.boolean(), description: z.string().max(1000) })).max(200),
  outputs: z.array(sentParameter).max(200),
  source: z.string().max(4 * MAX_SOURCE_CHARACTERS),
});
export const sentText = z.object({ name: z.string().max(400), description: z.string().max(2000) });
export const sentDraft = sentText.extend(sentBody.shape);
export type SentDraft = z.infer<typeof sentDraft>;

/** The source of a new function. */
export const FIRST_SOURCE = `/**
 * args holds the inputs by their names, and args.now: the moment of the call, such as "2026-03-01T09:30:00.000Z".
 * Return an object of the outputs.
 */
export default function (args) {
  return {};
}
`;
