import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

type List = inferRouterOutputs<AppRouter>["admin"]["carriers"]["list"];
export type CarrierRow = List["carriers"][number];
export type CarrierKind = List["kinds"][number];
export type TestResult = inferRouterOutputs<AppRouter>["admin"]["carriers"]["test"];

/** The dialog that is open over the list. */
export type Dialog = { what: "add" } | { what: "edit" | "drop" | "remove"; carrier: CarrierRow };
