import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

type Phone = inferRouterOutputs<AppRouter>["phone"];

export type Setup = Phone["setup"];
/** The flow to ring the phones with, as published or as its draft is. */
export type Ringable = Phone["flow"];
