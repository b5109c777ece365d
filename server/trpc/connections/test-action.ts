import { z } from "zod";
import { outbound } from "../../platform/outbound/request";
import { tryAction } from "../../resources/connections/try-action";
import { admin } from "../kit/procedures";

/** Sends the action's request with these inputs to the real service. Changes nothing here. */
export const testAction = admin
  .input(z.object({ id: z.uuid(), inputs: z.record(z.string().max(64), z.string().max(20_000)) }))
  .mutation(({ ctx, input }) => tryAction(outbound, ctx.account, input.id, input.inputs));
