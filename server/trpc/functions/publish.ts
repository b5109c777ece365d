import { z } from "zod";
import { publishChecked } from "../../resources/functions/publish";
import { publisher } from "../kit/procedures";

export const publish = publisher
  .input(z.object({ id: z.uuid(), revision: z.number().int() }))
  .mutation(({ ctx, input }) => publishChecked(ctx.session, input.id, input.revision));
