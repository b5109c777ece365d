import { z } from "zod";
import { checkpointName } from "../../flows/schema";
import { saveCheckpoint } from "../../flows/versions/mutations";
import { parseInput } from "../../platform/parse-input";
import { builder } from "../kit/procedures";

/** Keeps the draft as it is under a name, which may be empty, and says what is wrong with it. Throws `flow_not_found`, `invalid_request`. */
export const checkpoint = builder
  .input(z.object({ id: z.uuid(), name: z.string() }))
  .mutation(({ ctx, input }) => saveCheckpoint(ctx.session, input.id, parseInput(checkpointName, input).name));
