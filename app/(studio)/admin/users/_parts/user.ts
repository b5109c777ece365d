import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/router";

type Users = inferRouterOutputs<AppRouter>["admin"]["users"];
export type Member = Users["list"]["members"][number];
export type Role = Member["role"];
export type Link = Users["invite"];

/** The dialog that is open over the list. */
export type Dialog =
  | { what: "invite" }
  | { what: "role" | "link" | "sign_out" | "remove"; member: Member }
  | { what: "made"; name: string; invited: boolean; link: Link };
