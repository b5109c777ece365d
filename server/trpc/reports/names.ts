import { z } from "zod";
import { readNames } from "../../reports/execution/data";
import { viewer } from "../kit/procedures";

/** The names of steps, components and exits that rows can be narrowed to. */
export const names = viewer
  .input(z.object({ flow: z.uuid().optional() }))
  .query(({ ctx, input }) => readNames(ctx.account, input.flow));
