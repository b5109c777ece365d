import type { Metadata } from "next";
import { requireSession } from "@/server/auth/session";
import { env } from "@/server/platform/env";
import { readDemoWorld } from "@/server/resources/accounts/demo-world";
import { mayActAs } from "@/server/resources/users/role";
import { InteractionList } from "./_parts/interaction-list";

export const metadata: Metadata = { title: "Interactions" };

export default async function InteractionsPage() {
  const { role } = await requireSession();
  const world = await readDemoWorld();
  return (
    <InteractionList
      mayChoose={mayActAs(role, "admin")}
      start={{ publicUrl: env().PUBLIC_URL, flow: world?.flow_id ?? null }}
    />
  );
}
