import { z } from "zod";
import { accountNumber, message, variableName } from "@/engine/contract";

const id = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/)
  .meta({ is: "id" });
const name = z.string().min(1).max(120).meta({ title: "Name" });
const template = z.string().min(1).meta({ is: "template" });
const seconds = (title: string, min: number, max: number, usual: number) =>
  z.number().int().min(min).max(max).default(usual).meta({ title, unit: "seconds" });
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const DAY_NAMES = { mon: "Mon", tue: "Tue", wed: "Wed", thu: "Thu", fri: "Fri", sat: "Sat", sun: "Sun" };
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "must be a time, such as 09:00");

const condition = z
  .strictObject({
    variable: variableName.meta({ title: "Variable" }),
    operator: z
      .enum(["equals", "not_equals", "less_than", "contains", "matches", "is_empty"])
      .default("equals")
      .meta({ title: "Operator" }),
    value: z
      .union([
        z.string().meta({ title: "A text" }),
        z.strictObject({ variable: variableName.meta({ title: "Variable" }) }).meta({ title: "A variable" }),
      ])
      .optional()
      .meta({ title: "Value" }),
  })
  .meta({ title: "Condition" });

/** Configs of the shapes that components have: what the form must be good enough for. */
export const SHAPES: Readonly<Record<string, z.ZodType>> = {
  standard_ivr: z.strictObject({
    message: message.meta({ title: "Message" }),
    keys: z
      .array(
        z.strictObject({ id, key: z.enum([..."0123456789*#"]).meta({ title: "Key" }), name }).meta({ title: "Key" }),
      )
      .min(1)
      .meta({ title: "Keys", add: "Add a key" }),
    timeout_seconds: seconds("Wait for a key", 1, 60, 5),
    repeat: z.number().int().min(0).max(5).default(0).meta({ title: "Repeat the menu", unit: "times" }),
  }),
  voice_ivr: z.strictObject({
    phrases: z
      .array(
        z
          .strictObject({
            id,
            name,
            keywords: z.array(template).min(1).meta({ title: "Keywords", add: "Add a keyword" }),
          })
          .meta({ title: "Phrase" }),
      )
      .min(1)
      .meta({ title: "Phrases", add: "Add a phrase" }),
    language: z.string().meta({ title: "Language", is: "language" }),
  }),
  input_ivr: z.strictObject({
    max_digits: z.number().int().min(1).max(32).optional().meta({ title: "Most digits" }),
    finish_key: z
      .enum(["#", "*", "none"])
      .default("#")
      .meta({ title: "Finish key", choices: { none: "None" } }),
    accept_key: z
      .enum([..."0123456789"])
      .optional()
      .meta({ title: "Accept key" }),
  }),
  request_direct_callback: z.strictObject({
    from: accountNumber.meta({ title: "Call from" }),
    ring_group: z.string().meta({ title: "Ring group", names: "ring_group" }),
    priority: z
      .union([
        z.number().int().min(1).max(10).meta({ title: "Fixed" }),
        z.strictObject({ variable: variableName.meta({ title: "Variable" }) }).meta({ title: "From a variable" }),
      ])
      .default(10)
      .meta({ title: "Priority" }),
    confirmation: message.optional().meta({ title: "Confirmation" }),
  }),
  conditional_statement: z.strictObject({
    branches: z
      .array(
        z
          .strictObject({
            id,
            name,
            match: z
              .enum(["all", "any"])
              .default("all")
              .meta({ title: "Match", choices: { all: "All", any: "Any" } }),
            conditions: z.array(condition).min(1).max(20).meta({ title: "Conditions", add: "Add a condition" }),
          })
          .meta({ title: "Branch" }),
      )
      .min(1)
      .max(20)
      .meta({ title: "Branches", add: "Add a branch" }),
    case_sensitive: z.boolean().default(false).meta({ title: "Case matters" }),
  }),
  calendar_rules: z.strictObject({
    when: z
      .union([
        z
          .strictObject({
            dates: z
              .array(
                z
                  .strictObject({
                    from: z.iso.date().meta({ title: "From" }),
                    to: z.iso.date().optional().meta({ title: "To" }),
                    annual: z.boolean().default(false).meta({ title: "Every year" }),
                  })
                  .meta({ title: "Date" }),
              )
              .min(1)
              .meta({ title: "Dates", add: "Add a date" }),
          })
          .meta({ title: "Dates" }),
        z
          .strictObject({ calendar: z.string().meta({ title: "Calendar", names: "calendar" }) })
          .meta({ title: "A calendar" }),
      ])
      .meta({ title: "Days" }),
  }),
  time_rules: z.strictObject({
    ranges: z
      .array(
        z
          .strictObject({
            days: z.array(z.enum(DAYS)).min(1).meta({ title: "Days", choices: DAY_NAMES }),
            from: clock.meta({ title: "From" }),
            to: clock.meta({ title: "To" }),
          })
          .meta({ title: "Range" }),
      )
      .min(1)
      .meta({ title: "Ranges", add: "Add a range" }),
    report_as: z.enum(["inside", "outside"]).default("inside").meta({ title: "Report as" }),
  }),
  traffic_splitter: z.strictObject({
    branches: z
      .array(
        z
          .strictObject({
            id,
            name,
            weight: z
              .union([
                z.number().int().min(1).max(1_000_000).meta({ title: "Fixed" }),
                z
                  .strictObject({ variable: variableName.meta({ title: "Variable" }) })
                  .meta({ title: "From a variable" }),
              ])
              .meta({ title: "Weight" }),
            enabled: z.boolean().default(true).meta({ title: "Enabled" }),
          })
          .meta({ title: "Branch" }),
      )
      .min(1)
      .meta({ title: "Branches", add: "Add a branch" }),
  }),
  execute_action: z.strictObject({
    connection: z.string().meta({ title: "Connection", names: "connection" }),
    action: z.string().min(1).meta({ title: "Action" }),
    inputs: z.record(z.string(), template).default({}).meta({ title: "Inputs", add: "Add" }),
  }),
};
