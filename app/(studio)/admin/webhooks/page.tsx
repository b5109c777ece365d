import type { Metadata } from "next";
import { EndpointList } from "./_parts/endpoint-list";

export const metadata: Metadata = { title: "Webhooks" };

export default function WebhooksPage() {
  return <EndpointList />;
}
