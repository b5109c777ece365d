import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

export type FlowCalls = inferRouterOutputs<AppRouter>["flows"]["calls"];
export type PublishedVersion = { id: string; number: number; current: boolean };
