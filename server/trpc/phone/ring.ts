import { z } from "zod";
import { requireSandboxClient } from "../../resources/test-phones/sandbox";
import { builder } from "../kit/procedures";
import { startFromStudio } from "../kit/start-from-studio";

/** Starts a flow as a call to the API would. Throws what a start throws, and `not_found` without a sandbox. */
export const ring = builder
  .input(z.object({ flow: z.uuid(), arguments: z.record(z.string(), z.string().max(500)) }))
  .mutation(async ({ ctx: { account }, input }) => {
    await requireSandboxClient(account);
    return { interaction: await startFromStudio(account, input.flow, input.arguments) };
  });
