import { z } from "zod";
import { compileAndPublish } from "../../resources/functions/compile-and-publish";
import { publisher } from "../kit/procedures";

export const publish = publisher
  .input(z.object({ id: z.uuid(), revision: z.number().int() }))
  .mutation(({ ctx, input }) => compileAndPublish(ctx.session, input.id, input.revision));
