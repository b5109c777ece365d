import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

type List = inferRouterOutputs<AppRouter>["admin"]["numbers"]["list"];
export type NumberRow = List["numbers"][number];
export type CarrierChoice = List["carriers"][number];

/** The dialog that is open over the list. */
export type Dialog = { what: "add" } | { what: "edit" | "remove"; number: NumberRow };
