import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

type List = inferRouterOutputs<AppRouter>["admin"]["functions"]["list"];
export type FunctionRow = List["functions"][number];

/** The window over the list. */
export type Shown = { what: "add" } | { what: "remove"; row: FunctionRow };
