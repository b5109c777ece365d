import { z } from "zod";
import { checkpointName } from "../../flows/schema";
import { saveCheckpoint } from "../../flows/versions/mutations";
import { parseInput } from "../../platform/parse-input";
import { builder } from "../kit/procedures";

/** Saves the draft as a checkpoint, whose name may be empty, and returns its problems. Throws `flow_not_found`, `invalid_request`. */
export const checkpoint = builder
  .input(z.object({ id: z.uuid(), name: z.string() }))
  .mutation(({ ctx, input }) => saveCheckpoint(ctx.session, input.id, parseInput(checkpointName, input).name));
