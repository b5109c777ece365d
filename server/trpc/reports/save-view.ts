import { saveView as save } from "../../reports/views/mutations";
import { viewInput } from "../../reports/views/schema";
import { viewer } from "../kit/procedures";

/** Saves a report as it is set. Throws `conflict` where one has as many as may be. */
export const saveView = viewer.input(viewInput).mutation(({ ctx, input }) => save(ctx.session, input));
