import type { Metadata } from "next";
import { ClientList } from "./_parts/client-list";

export const metadata: Metadata = { title: "OAuth clients" };

export default function ClientsPage() {
  return <ClientList />;
}
