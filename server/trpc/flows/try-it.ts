import { z } from "zod";
import { checkArguments } from "../../flows/arguments";
import { recordTrial } from "../../flows/request/mutations";
import { startInteraction } from "../../runtime/start";
import { runtime } from "../../wiring";
import { builder } from "../kit/procedures";

/** Starts a real interaction on the published version. Throws what a start throws. */
export const tryIt = builder
  .input(z.object({ id: z.uuid(), arguments: z.record(z.string(), z.string().max(4000)) }))
  .mutation(async ({ ctx: { account, session }, input }) => {
    const { response } = await startInteraction(runtime(), account, {
      flow: input.id,
      client: "studio",
      arguments: input.arguments,
      key: null,
      bodyHash: "",
      check: (definition) => checkArguments(definition, input.arguments),
    });
    await recordTrial(session, input.id, response.interaction_id);
    return { interaction: response.interaction_id };
  });
