import { setRule as set } from "../../resources/alerts/settings/mutations";
import { ruleInput } from "../../resources/alerts/settings/schema";
import { admin } from "../kit/procedures";

export const setRule = admin.input(ruleInput).mutation(({ ctx, input }) => set(ctx.session, input));
