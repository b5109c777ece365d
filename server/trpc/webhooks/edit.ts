import { z } from "zod";
import { editEndpoint } from "../../resources/webhooks/endpoints/mutations";
import { endpointInput } from "../../resources/webhooks/endpoints/schema";
import { admin } from "../kit/procedures";

export const edit = admin
  .input(endpointInput.extend({ id: z.uuid() }))
  .mutation(({ ctx, input: { id, ...input } }) => editEndpoint(ctx.session, id, input));
