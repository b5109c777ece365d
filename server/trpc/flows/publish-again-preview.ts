import { z } from "zod";
import { publishAgainPreview as preview } from "../../flows/versions/preview";
import { viewer } from "../kit/procedures";

/**
 * What publishing an earlier version again would change of what is published now, and what forbids it. Throws `flow_not_found`,
 * `not_found`, `conflict` for a saved copy.
 */
export const publishAgainPreview = viewer
  .input(z.object({ id: z.uuid(), version: z.uuid() }))
  .query(({ ctx, input }) => preview(ctx.account, input.id, input.version));
