import { addEndpoint } from "../../resources/webhooks/endpoints/mutations";
import { endpointInput } from "../../resources/webhooks/endpoints/schema";
import { admin } from "../kit/procedures";

export const add = admin.input(endpointInput).mutation(({ ctx, input }) => addEndpoint(ctx.session, input));
