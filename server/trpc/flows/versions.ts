import { z } from "zod";
import { listVersions } from "../../flows/versions/data";
import { viewer } from "../kit/procedures";

/** A flow's versions and checkpoints, newest first. Throws `flow_not_found`. */
export const versions = viewer
  .input(z.object({ id: z.uuid() }))
  .query(({ ctx, input }) => listVersions(ctx.account, input.id));
