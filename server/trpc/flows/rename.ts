import { z } from "zod";
import { renameFlow } from "../../flows/list/mutations";
import { flowDetails } from "../../flows/schema";
import { parseInput } from "../../platform/parse-input";
import { builder } from "../kit/procedures";

/** Changes a flow's name and description. Throws `flow_not_found`, `invalid_request` and `conflict` (name taken) with fields. */
export const rename = builder
  .input(z.object({ id: z.uuid(), name: z.string(), description: z.string() }))
  .mutation(({ ctx, input }) => renameFlow(ctx.session, input.id, parseInput(flowDetails, input)));
