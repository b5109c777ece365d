import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

export type Setup = inferRouterOutputs<AppRouter>["phone"]["setup"];
