import { listViews } from "../../reports/views/data";
import { viewer } from "../kit/procedures";

/** One's own views of reports, and those that others share. */
export const views = viewer.query(({ ctx }) => listViews(ctx.session));
