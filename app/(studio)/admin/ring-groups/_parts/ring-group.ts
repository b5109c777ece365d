import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

export type RingGroupRow = inferRouterOutputs<AppRouter>["admin"]["ringGroups"]["list"]["groups"][number];
export type AgentRow = RingGroupRow["agents"][number];

/** The dialog that is open over the list. */
export type Dialog = { what: "add" } | { what: "edit" | "remove"; group: RingGroupRow };
