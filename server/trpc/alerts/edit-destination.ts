import { z } from "zod";
import { editDestination as edit } from "../../resources/alerts/destinations/mutations";
import { destinationInput } from "../../resources/alerts/destinations/schema";
import { admin } from "../kit/procedures";

export const editDestination = admin
  .input(destinationInput.extend({ id: z.uuid() }))
  .mutation(({ ctx, input: { id, ...input } }) => edit(ctx.session, id, input));
