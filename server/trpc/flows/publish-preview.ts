import { z } from "zod";
import { publishPreview as preview } from "../../flows/versions/preview";
import { viewer } from "../kit/procedures";

/** What publishing would change, and the problems and failed tests that forbid it. Throws `flow_not_found`. */
export const publishPreview = viewer
  .input(z.object({ id: z.uuid() }))
  .query(({ ctx, input }) => preview(ctx.account, input.id));
