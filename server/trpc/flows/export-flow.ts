import { z } from "zod";
import { exportFlow as read } from "../../flows/files/data";
import { viewer } from "../kit/procedures";

/** A flow, or one of its versions, as a file. Throws `flow_not_found`, `not_found`. */
export const exportFlow = viewer
  .input(z.object({ id: z.uuid(), version: z.uuid().optional() }))
  .query(({ ctx, input }) => read(ctx.account, input.id, input.version));
