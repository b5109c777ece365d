import type { ReportScope } from "@/server/reports/period/schema";
import type { InteractionFilters } from "@/server/reports/search/filters";

/** The address of the list of a figure's interactions: the period's, narrowed as the report is, and to what the figure counts. */
export function listLink(
  scope: Pick<ReportScope, "flow" | "version" | "client">,
  period: { from: Date | string; to: Date | string },
  figure: InteractionFilters,
): string {
  const { flow, version, client } = scope;
  const all = {
    ...{ since: new Date(period.from).toISOString(), until: new Date(period.to).toISOString() },
    ...{ flow, version, client },
    ...figure,
  };
  const set = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return `/interactions?${new URLSearchParams(set)}`;
}
