import type { Metadata } from "next";
import { OverviewPage } from "./_parts/overview";

export const metadata: Metadata = { title: "Reports" };

export default function ReportsPage() {
  return <OverviewPage />;
}
