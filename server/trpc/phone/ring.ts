import { z } from "zod";
import { checkArguments } from "../../flows/arguments";
import { requireSandboxClient } from "../../resources/test-phones/sandbox";
import { startInteraction } from "../../runtime/start";
import { runtime } from "../../wiring";
import { builder } from "../kit/procedures";

/** Starts a flow as a call to the API would. Throws what a start throws, and `not_found` without a sandbox. */
export const ring = builder
  .input(z.object({ flow: z.uuid(), arguments: z.record(z.string(), z.string().max(500)) }))
  .mutation(async ({ ctx: { account }, input }) => {
    await requireSandboxClient(account);
    const { response } = await startInteraction(runtime(), account, {
      flow: input.flow,
      client: "studio",
      arguments: input.arguments,
      key: null,
      bodyHash: "",
      check: (definition) => checkArguments(definition, input.arguments),
    });
    return { interaction: response.interaction_id };
  });
