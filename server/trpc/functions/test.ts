import { z } from "zod";
import { sentBody } from "../../resources/functions/schema";
import { testDraft } from "../../resources/functions/test-draft";
import { builder } from "../kit/procedures";

/** Runs the draft in the editor; changes nothing. */
export const test = builder
  .input(sentBody.extend({ values: z.record(z.string().max(200), z.string().max(100_000)) }))
  .mutation(({ ctx, input: { values, ...draft } }) => testDraft(ctx.account, draft, values));
