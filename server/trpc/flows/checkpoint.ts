import { z } from "zod";
import { checked } from "../../checked";
import { shortName } from "../../flows/schema";
import { saveCheckpoint } from "../../versions/mutations";
import { builder } from "../kit";

/** Keeps the draft as it is under a name, and says what is wrong with it. Throws `flow_not_found`, `invalid_request`. */
export const checkpoint = builder
  .input(z.object({ id: z.uuid(), name: z.string() }))
  .mutation(({ ctx, input }) => saveCheckpoint(ctx.session, input.id, checked(shortName, input).name));
