import { z } from "zod";
import "./field";

/** Names the engine and Liquid keep for themselves (docs/flow-format.md, "Rules of the document"). */
const RESERVED = new Set([
  ...["interaction", "flow", "call", "__proto__", "constructor", "prototype"],
  ...["true", "false", "nil", "null", "empty", "blank", "and", "or", "not", "contains", "in", "forloop"],
]);

export const variableName = z
  .string()
  .regex(/^[a-z_][a-z0-9_]{0,63}$/, "must be lower-case letters, digits and _, not starting with a digit")
  .refine((name) => !RESERVED.has(name), "is a reserved name")
  .meta({ is: "variable" });

export const stepId = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, "must be lower-case letters, digits and _");

/** A number of the account, named by its E.164 form. */
export const accountNumber = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, "must be a phone number in E.164 form, such as +12025550101")
  .meta({ names: "number" });
