import type { Metadata } from "next";
import { requireSession } from "@/server/auth/session";
import { mayActAs } from "@/server/resources/users/role";
import { ExecutionPage } from "./_parts/execution-page";

export const metadata: Metadata = { title: "Flow execution" };

export default async function FlowExecutionPage() {
  const { role } = await requireSession();
  return <ExecutionPage mayBuild={mayActAs(role, "builder")} mayChoose={mayActAs(role, "admin")} />;
}
