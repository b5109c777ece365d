import { z } from "zod";
import type { Definition } from "@/engine/contract";
import { findings } from "./findings";
import { selectedFields } from "./select-list";

const config = z.strictObject({
  query: z.string().min(1, "must not be empty").max(20_000).meta({
    title: "Query",
    description: "SOQL. Put quotes around variables that are text: what they hold cannot change the query.",
    is: "template",
    rows: 6,
    placeholder: "SELECT Name FROM Contact WHERE Phone = '{{ contact_1 }}' LIMIT 1",
  }),
  timeout_seconds: z.number().int().min(1).max(10).default(8).meta({ title: "Give up after", unit: "seconds" }),
});
export type Config = z.infer<typeof config>;

export const definition: Definition<Config> = {
  id: "salesforce_data_dip",
  label: "Salesforce data dip",
  icon: "cloud-download",
  group: "data",
  description:
    "Looks something up in Salesforce; the first row's fields become variables. A query that Salesforce refuses takes Error, and the report says why.",
  config,
  exits: () => [
    { id: "ok", label: "OK", kind: "mandatory", waits: "always" },
    { id: "no_result", label: "No result", kind: "mandatory", waits: "always" },
    { id: "timeout", label: "Timeout", kind: "mandatory", waits: "always" },
    { id: "error", label: "Error", kind: "mandatory", waits: "sometimes" },
    { id: "contact_hung_up", label: "Contact hung up", kind: "hidden", outcome: "contact_hung_up", waits: "always" },
  ],
  summary: ({ query, timeout_seconds: seconds }) => [
    query?.replace(/\s+/g, " ").trim() || "No query yet",
    ...(seconds ? [`Gives up after ${seconds} s`] : []),
  ],
  outputs: [{ id: "total_size", label: "Number of rows" }],
  more_outputs: ({ query }) => selectedFields(query ?? "").map((key) => ({ id: key, label: key })),
  call: "none",
  needs: "salesforce",
  default_on_error: { do: "exit", exit: "error" },
  longest_wait: ({ timeout_seconds }) => timeout_seconds,
  check: ({ query }, { variableType }) => findings(query, variableType),
};
