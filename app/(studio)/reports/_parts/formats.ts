/** What a report can be exported as. */
export const FORMATS = [
  { value: "csv", label: "CSV" },
  { value: "ndjson", label: "NDJSON" },
  { value: "json", label: "JSON" },
] as const;
export type Format = (typeof FORMATS)[number]["value"];
