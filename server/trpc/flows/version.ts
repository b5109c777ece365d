import { z } from "zod";
import { readVersion } from "../../flows/versions/data";
import { viewer } from "../kit/procedures";

/** A version's or checkpoint's document. Throws `flow_not_found`, `not_found`. */
export const version = viewer
  .input(z.object({ id: z.uuid(), version: z.uuid() }))
  .query(({ ctx, input }) => readVersion(ctx.account, input.id, input.version));
