import { addRingGroup } from "../../ring-groups/mutations";
import { ringGroupInput } from "../../ring-groups/schema";
import { admin } from "../kit";

export const add = admin.input(ringGroupInput).mutation(({ ctx, input }) => addRingGroup(ctx.session, input));
