import { z } from "zod";
import { readEndpoint } from "../../resources/webhooks/endpoints/data";
import { admin } from "../kit/procedures";

export const get = admin
  .input(z.object({ id: z.uuid() }))
  .query(({ ctx, input }) => readEndpoint(ctx.account, input.id));
