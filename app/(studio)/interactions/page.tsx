import type { Metadata } from "next";
import { env } from "@/server/platform/env";
import { readDemoWorld } from "@/server/resources/accounts/demo-world";
import { InteractionList } from "./_parts/interaction-list";

export const metadata: Metadata = { title: "Interactions" };

export default async function InteractionsPage() {
  const world = await readDemoWorld();
  return <InteractionList start={{ publicUrl: env().PUBLIC_URL, flow: world?.flow_id ?? null }} />;
}
