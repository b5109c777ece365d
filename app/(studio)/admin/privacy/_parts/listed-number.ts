import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

export type ListedNumber = inferRouterOutputs<AppRouter>["admin"]["doNotCall"]["list"]["numbers"][number];

/** The dialog that is open over the list. */
export type Dialog = { what: "add" | "import" } | { what: "remove"; number: ListedNumber };
