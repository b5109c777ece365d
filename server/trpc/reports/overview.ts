import { readOverview } from "../../reports/overview/data";
import { reportScope } from "../../reports/period/schema";
import { viewer } from "../kit/procedures";

/** What was counted in a period, and in the one before it. Throws `invalid_request` for a period that is none. */
export const overview = viewer.input(reportScope).query(({ ctx, input }) => readOverview(ctx.account, input));
