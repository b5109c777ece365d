import { z } from "zod";
import { listTests } from "../../flows/tests/data";
import { viewer } from "../kit/procedures";

/** A flow's tests, by name. Throws `flow_not_found`. */
export const list = viewer
  .input(z.object({ id: z.uuid() }))
  .query(({ ctx, input }) => listTests(ctx.account, input.id));
