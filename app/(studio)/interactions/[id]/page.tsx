import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { requireSession } from "@/server/auth/session";
import { mayActAs } from "@/server/resources/users/role";
import { InteractionView } from "./_parts/interaction-view";

export const metadata: Metadata = { title: "Interaction" };

type Props = { params: Promise<{ id: string }> };

export default async function InteractionPage({ params }: Props) {
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  const { role } = await requireSession();
  return <InteractionView id={id.data} mayCancel={mayActAs(role, "builder")} />;
}
