import { z } from "zod";
import { PatchcordError } from "../../platform/errors";
import { readStoredInteraction } from "../../reports/data";
import { playbackOf } from "../../reports/playback/frames";
import { viewer } from "../kit/procedures";

/** One interaction moment by moment, with the definition that it ran. Throws `interaction_not_found`. */
export const playback = viewer.input(z.object({ id: z.uuid() })).query(async ({ ctx, input }) => {
  const stored = await readStoredInteraction(ctx.account, input.id);
  if (!stored) throw new PatchcordError("interaction_not_found", "There is no such interaction.");
  return playbackOf(stored);
});
