import type { Metadata } from "next";
import { registry } from "@/components/flow/registry";
import { requireSession } from "@/server/auth/session";
import { mayActAs } from "@/server/resources/users/role";
import { triggersOf } from "./_parts/flow/triggers";
import { FlowManager } from "./_parts/flow-manager";

export const metadata: Metadata = { title: "Flows" };

export default async function FlowsPage() {
  const { role } = await requireSession();
  return <FlowManager triggers={triggersOf(registry)} mayBuild={mayActAs(role, "builder")} />;
}
