import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

type List = inferRouterOutputs<AppRouter>["admin"]["carriers"]["list"];
export type CarrierRow = List["carriers"][number];
export type CarrierKind = List["kinds"][number];
export type CarrierCheck = inferRouterOutputs<AppRouter>["admin"]["carriers"]["test"]["checks"][number];

/** The dialog that is open over the list. */
export type Dialog = { what: "add" } | { what: "edit" | "test" | "drop" | "remove"; carrier: CarrierRow };
