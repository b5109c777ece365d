import type { Metadata } from "next";
import { CallbackList } from "./_parts/callback-list";

export const metadata: Metadata = { title: "Callbacks" };

export default function CallbacksPage() {
  return <CallbackList />;
}
