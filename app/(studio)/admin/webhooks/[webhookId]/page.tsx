import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { EndpointView } from "./_parts/endpoint-view";

export const metadata: Metadata = { title: "Webhook endpoint" };

type Props = { params: Promise<{ webhookId: string }> };

export default async function WebhookPage({ params }: Props) {
  const id = z.uuid().safeParse((await params).webhookId);
  if (!id.success) notFound();
  return <EndpointView id={id.data} />;
}
