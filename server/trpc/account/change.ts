import { changeSettings } from "../../resources/accounts/mutations";
import { settingsInput } from "../../resources/accounts/schema";
import { admin } from "../kit/procedures";

export const change = admin.input(settingsInput).mutation(({ ctx, input }) => changeSettings(ctx.session, input));
