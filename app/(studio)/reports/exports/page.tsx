import type { Metadata } from "next";
import { ExportsPage } from "./_parts/exports-page";

export const metadata: Metadata = { title: "Exports" };

export default function ReportExportsPage() {
  return <ExportsPage />;
}
