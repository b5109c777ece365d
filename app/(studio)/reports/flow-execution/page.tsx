import type { Metadata } from "next";
import { ExecutionPage } from "./_parts/execution-page";

export const metadata: Metadata = { title: "Flow execution" };

export default function FlowExecutionPage() {
  return <ExecutionPage />;
}
