import { z } from "zod";
import { runDraftTests } from "../../flows/tests/data";
import { viewer } from "../kit/procedures";

/** Runs the flow's tests, or one of them, on its draft. Throws `flow_not_found`, `not_found`. */
export const run = viewer
  .input(z.object({ id: z.uuid(), test: z.uuid().optional() }))
  .query(({ ctx, input }) => runDraftTests(ctx.account, input.id, input.test));
