import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

type Clients = inferRouterOutputs<AppRouter>["admin"]["clients"];
export type ClientRow = Clients["list"]["clients"][number];
export type FlowChoice = Clients["list"]["flows"][number];
export type ScopeChoice = Clients["list"]["scopes"][number];
export type NewCredentials = Clients["create"];

/** The dialog that is open over the list. */
export type Dialog =
  | { what: "add" }
  | { what: "edit" | "rotate" | "key" | "revoke"; client: ClientRow }
  | { what: "secret"; name: string; credentials: NewCredentials };
