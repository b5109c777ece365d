import type { ReportScope } from "@/server/reports/period/schema";

/** The periods that reports and trials can be asked for. Repeated here, because the browser may import only types from the server. */
export const PERIODS = [
  { value: "today", label: "Today" },
  { value: "yesterday", label: "Yesterday" },
  { value: "7d", label: "Last 7 days" },
  { value: "30d", label: "Last 30 days" },
  { value: "90d", label: "Last 90 days" },
] as const satisfies readonly { value: ReportScope["period"]; label: string }[];
