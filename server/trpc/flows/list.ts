import { registry } from "@/components/flow/registry";
import { listFlows } from "../../flows/list/data";
import { flowFilters, PAGE_SIZE } from "../../flows/list/filters";
import { viewer } from "../kit/procedures";

/** One page of the account's flows with what happened on each in the last 24 hours. */
export const list = viewer.input(flowFilters).query(async ({ ctx, input }) => {
  const { rows, total, labels } = await listFlows(ctx.account, input);
  return {
    rows: rows.map(({ trigger, ...row }) => ({
      ...row,
      trigger: { component: trigger, label: registry.get(trigger)?.definition.label ?? trigger },
      status: row.publishedVersion === null ? ("draft" as const) : ("published" as const),
    })),
    total,
    labels,
    pageSize: PAGE_SIZE,
  };
});
