import type { Metadata } from "next";
import { requireSession } from "@/server/auth/session";
import { mayActAs } from "@/server/resources/users/role";
import { ExportsPage } from "./_parts/exports-page";

export const metadata: Metadata = { title: "Exports" };

export default async function ReportExportsPage() {
  const { role } = await requireSession();
  return <ExportsPage mayBuild={mayActAs(role, "builder")} />;
}
