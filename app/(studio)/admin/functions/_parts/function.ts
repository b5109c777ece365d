import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

type List = inferRouterOutputs<AppRouter>["admin"]["functions"]["list"];
export type FunctionRow = List["functions"][number];

/** The dialog that is open over the list. */
export type Dialog = { what: "add" } | { what: "remove"; row: FunctionRow };
