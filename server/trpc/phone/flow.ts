import { z } from "zod";
import { readRingable } from "../../flows/trial/data";
import { viewer } from "../kit/procedures";

/** What ringing a flow takes: its arguments, as published or as its draft has them. Throws `flow_not_found`, `conflict`. */
export const flow = viewer
  .input(z.object({ id: z.uuid(), draft: z.boolean() }))
  .query(({ ctx, input }) => readRingable(ctx.account, input.id, input.draft));
