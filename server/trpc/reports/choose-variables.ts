import { z } from "zod";
import { chooseVariables as choose } from "../../reports/variables/mutations";
import { columnNames } from "../../reports/variables/schema";
import { admin } from "../kit/procedures";

/** Chooses the variables that reports may have as columns. Throws `invalid_request` for one that no published flow has. */
export const chooseVariables = admin
  .input(z.object({ variables: columnNames }))
  .mutation(({ ctx, input }) => choose(ctx.session, input.variables));
