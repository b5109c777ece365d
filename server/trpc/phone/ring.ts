import { z } from "zod";
import { readRingable } from "../../flows/trial/data";
import { freezeTrial } from "../../flows/trial/mutations";
import { requireSandboxClient, requireSandboxNumbers } from "../../resources/test-phones/sandbox";
import { builder } from "../kit/procedures";
import { startFromStudio } from "../kit/start-from-studio";

/**
 * Starts a flow, or its draft, as a call to the API would. Throws what a start throws, `not_found` without a sandbox, `conflict` where
 * the flow calls from a number that is not the sandbox's, and for a draft `flow_has_errors`.
 */
export const ring = builder
  .input(
    z.object({
      flow: z.uuid(),
      draft: z.boolean().default(false),
      arguments: z.record(z.string(), z.string().max(500)),
    }),
  )
  .mutation(async ({ ctx: { account, session }, input }) => {
    await requireSandboxClient(account);
    const { numbers } = await readRingable(account, input.flow, input.draft);
    await requireSandboxNumbers(account, numbers);
    const version = input.draft ? await freezeTrial(session, input.flow) : undefined;
    return { interaction: await startFromStudio(account, input.flow, input.arguments, version) };
  });
