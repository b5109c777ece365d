import { z } from "zod";
import { sampleDocument } from "../../flows/sample-document";
import { verbs } from "../../flows/verbs";
import { adapterOf } from "../../wiring";
import { viewer } from "../kit/procedures";

/**
 * The verbs of a simulated call, as the document that the account's carrier would get. It changes nothing; it is a mutation because the
 * verbs may be too long for a URL.
 */
export const twiml = viewer
  .input(z.object({ verbs }))
  .mutation(async ({ ctx, input }) => ({ document: await sampleDocument(adapterOf, ctx.account, input.verbs) }));
