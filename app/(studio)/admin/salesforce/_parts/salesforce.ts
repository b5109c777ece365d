import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

type Got = inferRouterOutputs<AppRouter>["admin"]["salesforce"]["get"];
export type Connection = NonNullable<Got["connection"]>;
export type FlowUse = Got["uses"][number];
export type TestResult = inferRouterOutputs<AppRouter>["admin"]["salesforce"]["test"];
export type ConnectionForm = inferRouterInputs<AppRouter>["admin"]["salesforce"]["save"];

/** The sign-in methods, by their names in Salesforce. */
export const AUTH_LABELS = {
  jwt_bearer: "JWT bearer",
  client_credentials: "Client credentials",
} as const;
