import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

type List = inferRouterOutputs<AppRouter>["admin"]["prompts"]["list"];
export type PromptRow = List["prompts"][number];

/** The dialog that is open over the list. */
export type Dialog = { what: "add" } | { what: "replace" | "rename" | "remove"; prompt: PromptRow };
