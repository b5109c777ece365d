import { addRingGroup } from "../../resources/ring-groups/mutations";
import { ringGroupInput } from "../../resources/ring-groups/schema";
import { admin } from "../kit/procedures";

export const add = admin.input(ringGroupInput).mutation(({ ctx, input }) => addRingGroup(ctx.session, input));
