import { z } from "zod";
import { editConnection } from "../../connections/mutations";
import { connectionInput } from "../../connections/schema";
import { admin } from "../kit";

export const edit = admin
  .input(connectionInput.extend({ id: z.uuid() }))
  .mutation(({ ctx, input: { id, ...input } }) => editConnection(ctx.session, id, input));
