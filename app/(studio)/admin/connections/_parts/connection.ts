import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

type Connections = inferRouterOutputs<AppRouter>["admin"]["connections"];
export type ConnectionRow = Connections["list"][number];
export type ConnectionDetail = Connections["get"];
export type ActionRow = ConnectionDetail["actions"][number];
export type TestedAction = Connections["testAction"];
/** What the form of a connection needs: a row of the list and the connection of a page both have it. */
export type EditableConnection = Pick<ConnectionRow, "id" | "name" | "baseUrl" | "auth" | "settings">;

/** The dialog that is open over the list. */
export type Dialog = { what: "add" } | { what: "edit" | "remove"; connection: ConnectionRow };

/** The dialog that is open over a connection's page. */
export type ActionDialog =
  | { what: "connection" | "add" }
  | { what: "edit" | "copy" | "test" | "remove"; action: ActionRow };
