import { z } from "zod";
import { editConnection } from "../../resources/connections/mutations";
import { connectionInput } from "../../resources/connections/schema";
import { admin } from "../kit/procedures";

export const edit = admin
  .input(connectionInput.extend({ id: z.uuid() }))
  .mutation(({ ctx, input: { id, ...input } }) => editConnection(ctx.session, id, input));
