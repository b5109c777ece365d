import { z } from "zod";
import { signOutEverywhere } from "../../resources/users/mutations";
import { admin } from "../kit/procedures";

/** Ends every session of a member; `ended` says how many there were. */
export const signOut = admin
  .input(z.object({ id: z.uuid() }))
  .mutation(async ({ ctx, input }) => ({ ended: await signOutEverywhere(ctx.session, input.id) }));
