import { z } from "zod";
import { setLabels as set } from "../../flows/list/mutations";
import { flowLabels } from "../../flows/schema";
import { parseInput } from "../../platform/parse-input";
import { builder } from "../kit/procedures";

/** Gives a flow these labels and no others. Throws `flow_not_found`, `invalid_request` with fields. */
export const setLabels = builder
  .input(z.object({ id: z.uuid(), labels: z.array(z.string()) }))
  .mutation(({ ctx, input }) => set(ctx.session, input.id, parseInput(flowLabels, input).labels));
