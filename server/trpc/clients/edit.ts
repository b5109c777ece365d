import { z } from "zod";
import { editClient } from "../../resources/clients/mutations";
import { clientInput } from "../../resources/clients/schema";
import { admin } from "../kit/procedures";

export const edit = admin
  .input(clientInput.extend({ id: z.string().max(80) }))
  .mutation(({ ctx, input: { id, ...input } }) => editClient(ctx.session, id, input));
