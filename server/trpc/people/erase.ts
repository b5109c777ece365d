import { z } from "zod";
import { requestErasure } from "../../resources/people/mutations";
import { admin } from "../kit/procedures";

/** Begins to erase a person. Throws `invalid_request` for a text that is no number. */
export const erase = admin
  .input(z.object({ number: z.string().max(200), offList: z.boolean() }))
  .mutation(({ ctx, input }) => requestErasure(ctx.session, input));
