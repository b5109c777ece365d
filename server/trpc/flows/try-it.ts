import { z } from "zod";
import { recordTrial } from "../../flows/request/mutations";
import { builder } from "../kit/procedures";
import { startFromStudio } from "../kit/start-from-studio";

/** Starts a real interaction on the published version. Throws what a start throws. */
export const tryIt = builder
  .input(z.object({ id: z.uuid(), arguments: z.record(z.string(), z.string().max(4000)) }))
  .mutation(async ({ ctx: { account, session }, input }) => {
    const interaction = await startFromStudio(account, input.id, input.arguments);
    await recordTrial(session, input.id, interaction);
    return { interaction };
  });
