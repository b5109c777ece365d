import { z } from "zod";
import { versionNote } from "../../flows/schema";
import { publishAgain as freezeAgain } from "../../flows/versions/mutations";
import { parseInput } from "../../platform/parse-input";
import { publisher } from "../kit/procedures";
import { overrideReason } from "./publish";

/**
 * Publishes an earlier version again, as a new one; the draft stays as it is. Throws `flow_not_found`, `not_found`, `conflict`
 * (somebody has published since, nothing would change, archived, a saved copy), `flow_has_errors`, `flow_tests_failed`, `forbidden`.
 */
export const publishAgain = publisher
  .input(
    z.object({
      id: z.uuid(),
      version: z.uuid(),
      /** The version that was published when the user looked. */
      published: z.uuid().nullable(),
      note: z.string().default(""),
      overrideTests: overrideReason,
    }),
  )
  .mutation(({ ctx, input }) => freezeAgain(ctx.session, { ...input, ...parseInput(versionNote, input) }));
