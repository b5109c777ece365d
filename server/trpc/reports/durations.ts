import { readDurations } from "../../reports/overview/data";
import { reportScope } from "../../reports/period/schema";
import { viewer } from "../kit/procedures";

/** Medians and 95th percentiles of a period. Apart from what is counted, since it reads each interaction. */
export const durations = viewer.input(reportScope).query(({ ctx, input }) => readDurations(ctx.account, input));
