import type { inferRouterOutputs } from "@trpc/server";
import type { RingRules } from "@/engine/ring-rules/rules";
import type { AppRouter } from "@/server/trpc/router";

export type AccountSettings = inferRouterOutputs<AppRouter>["admin"]["account"]["get"];
export type Rules = RingRules;

/** A form's number: null for an empty field, which means no limit. */
export function numberOf(text: string): number | null {
  return text.trim() === "" ? null : Number(text);
}
