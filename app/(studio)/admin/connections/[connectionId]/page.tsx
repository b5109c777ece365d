import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ConnectionView } from "./_parts/connection-view";

export const metadata: Metadata = { title: "Connection" };

type Props = { params: Promise<{ connectionId: string }> };

export default async function ConnectionPage({ params }: Props) {
  const id = z.uuid().safeParse((await params).connectionId);
  if (!id.success) notFound();
  return <ConnectionView id={id.data} />;
}
