import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { requireSession } from "@/server/auth/session";
import { mayActAs } from "@/server/resources/users/role";
import { Editor } from "./_parts/editor";

export const metadata: Metadata = { title: "Editor" };

type Props = { params: Promise<{ flowId: string }> };

export default async function EditorPage({ params }: Props) {
  const id = z.uuid().safeParse((await params).flowId);
  if (!id.success) notFound();
  const { role } = await requireSession();
  const may = {
    edit: mayActAs(role, "builder"),
    publish: mayActAs(role, "publisher"),
    overrideTests: mayActAs(role, "admin"),
  };
  return <Editor flowId={id.data} may={may} />;
}
