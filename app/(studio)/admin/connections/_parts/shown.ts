import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

type Connections = inferRouterOutputs<AppRouter>["admin"]["connections"];
export type ConnectionRow = Connections["list"][number];
export type ConnectionDetail = Connections["get"];
export type ActionRow = ConnectionDetail["actions"][number];
export type Tried = Connections["testAction"];
/** What the form of a connection is about: a row of the list, or the one on its page. */
export type Editable = Pick<ConnectionRow, "id" | "name" | "baseUrl" | "auth" | "settings">;

/** The window over the list. */
export type Shown = { what: "add" } | { what: "edit" | "remove"; connection: ConnectionRow };

/** The window over a connection's page. */
export type ActionShown =
  | { what: "connection" | "add" }
  | { what: "edit" | "copy" | "test" | "remove"; action: ActionRow };
