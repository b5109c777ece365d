import { z } from "zod";
import { testDestination as sendTest } from "../../resources/alerts/destinations/mutations";
import { admin } from "../kit/procedures";

export const testDestination = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => sendTest(ctx.session, input.id));
