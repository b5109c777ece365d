import { z } from "zod";
import { versionNote } from "../../flows/schema";
import { publish as freeze } from "../../flows/versions/mutations";
import { parseInput } from "../../platform/parse-input";
import { storableText } from "../../platform/storable-text";
import { publisher } from "../kit/procedures";

/** The reason for publishing although a test fails. */
export const overrideReason = storableText.trim().min(1).max(500).optional();

/**
 * Publishes the draft as it is at a revision. Throws `flow_not_found`, `conflict` (moved on, archived, nothing new),
 * `flow_has_errors`, `flow_tests_failed`, `forbidden` (an override by anybody but an admin).
 */
export const publish = publisher
  .input(
    z.object({
      id: z.uuid(),
      revision: z.number().int().min(0),
      note: z.string().default(""),
      overrideTests: overrideReason,
    }),
  )
  .mutation(({ ctx, input }) => freeze(ctx.session, { ...input, ...parseInput(versionNote, input) }));
