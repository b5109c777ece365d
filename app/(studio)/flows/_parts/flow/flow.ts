import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

type Flows = inferRouterOutputs<AppRouter>["flows"];

export type FlowRow = Flows["list"]["rows"][number];
export type Template = Flows["templates"][number];
export type RequestInfo = Flows["request"];
export type Checklist = Flows["checklist"];
