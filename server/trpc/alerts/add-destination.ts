import { addDestination as add } from "../../resources/alerts/destinations/mutations";
import { destinationInput } from "../../resources/alerts/destinations/schema";
import { admin } from "../kit/procedures";

export const addDestination = admin.input(destinationInput).mutation(({ ctx, input }) => add(ctx.session, input));
