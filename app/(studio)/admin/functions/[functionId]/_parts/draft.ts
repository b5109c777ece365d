import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

export type OpenedFunction = inferRouterOutputs<AppRouter>["admin"]["functions"]["get"];
export type TestRun = inferRouterOutputs<AppRouter>["admin"]["functions"]["test"];

/** What the page edits. */
export type Draft = Omit<inferRouterInputs<AppRouter>["admin"]["functions"]["save"], "id" | "revision">;
export type Input = Draft["inputs"][number];
export type Output = Draft["outputs"][number];

export function draftOf({ name, description, inputs, outputs, source }: Draft): Draft {
  return {
    name,
    description,
    // In a fixed order of keys: the database returns them in another order.
    inputs: inputs.map(({ name, type, required, description }) => ({ name, type, required, description })),
    outputs: outputs.map(({ name, type }) => ({ name, type })),
    source,
  };
}

export function isSame(one: Draft, other: Draft): boolean {
  return JSON.stringify(draftOf(one)) === JSON.stringify(draftOf(other));
}

export const TYPES = [
  { value: "string", label: "String" },
  { value: "boolean", label: "Boolean" },
  { value: "integer", label: "Integer" },
  { value: "number", label: "Number" },
  { value: "uri", label: "URI" },
] as const satisfies readonly { value: Input["type"]; label: string }[];
