import { z } from "zod";
import { createFlow } from "../../flows/list/mutations";
import { flowDetails } from "../../flows/schema";
import { TEMPLATE_IDS } from "../../flows/templates/templates";
import { parseInput } from "../../platform/parse-input";
import { builder } from "../kit/procedures";

/** A new flow from a template. Throws `invalid_request` and `conflict` (name taken) with fields. */
export const create = builder
  .input(z.object({ name: z.string(), description: z.string().default(""), template: z.enum(TEMPLATE_IDS) }))
  .mutation(({ ctx, input }) => createFlow(ctx.session, parseInput(flowDetails, input), input.template));
