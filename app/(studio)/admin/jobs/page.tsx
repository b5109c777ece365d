import type { Metadata } from "next";
import { JobsPage } from "./_parts/jobs-page";

export const metadata: Metadata = { title: "Jobs" };

export default function JobsAdminPage() {
  return <JobsPage />;
}
