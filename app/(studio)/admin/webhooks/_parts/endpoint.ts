import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

type Webhooks = inferRouterOutputs<AppRouter>["admin"]["webhooks"];
export type EndpointRow = Webhooks["list"]["endpoints"][number];
export type EndpointDetail = Webhooks["get"];
export type DeliveryRow = Webhooks["deliveries"]["deliveries"][number];

/** The dialog that is open over the list or an endpoint's page. */
export type Dialog =
  | { what: "add" }
  | { what: "edit"; endpoint: EndpointDetail }
  | { what: "rotate" | "remove"; endpoint: EndpointDetail }
  | { what: "secret"; name: string; secret: string; isNew: boolean };
