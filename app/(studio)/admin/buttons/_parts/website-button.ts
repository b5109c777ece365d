import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

export type ButtonRow = inferRouterOutputs<AppRouter>["admin"]["buttons"]["list"]["buttons"][number];
export type ButtonSetup = inferRouterOutputs<AppRouter>["admin"]["buttons"]["setup"];
export type ButtonInput = inferRouterInputs<AppRouter>["admin"]["buttons"]["add"];

/** The dialog that is open over the list. */
export type Dialog = { what: "add" } | { what: "edit" | "remove" | "snippet"; button: ButtonRow };

export const LANGUAGES = [
  { value: "en", label: "English" },
  { value: "es", label: "Spanish" },
  { value: "pt", label: "Portuguese" },
  { value: "de", label: "German" },
  { value: "fr", label: "French" },
] as const;

/** What a site puts into its page. */
export function snippetOf(script: string, key: string): string {
  return `<script async src="${script}" data-button="${key}"></script>`;
}

/** The lines that a site with a Content-Security-Policy adds to it. */
export function policyOf(script: string): string {
  const { origin } = new URL(script);
  return `script-src ${origin};\nconnect-src ${origin};`;
}
