import { z } from "zod";
import { editButton } from "../../flows/buttons/mutations";
import { buttonInput } from "../../flows/buttons/schema";
import { admin } from "../kit/procedures";

export const edit = admin
  .input(buttonInput.extend({ id: z.uuid() }))
  .mutation(({ ctx, input }) => editButton(ctx.session, input));
