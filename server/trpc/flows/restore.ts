import { z } from "zod";
import { restoreVersion } from "../../flows/versions/mutations";
import { builder } from "../kit/procedures";

/** Replaces the draft by a version or checkpoint. Throws `flow_not_found`, `not_found`, `conflict` (archived). */
export const restore = builder
  .input(z.object({ id: z.uuid(), version: z.uuid() }))
  .mutation(({ ctx, input }) => restoreVersion(ctx.session, input.id, input.version));
