import { addCalendar } from "../../resources/calendars/mutations";
import { calendarInput } from "../../resources/calendars/schema";
import { admin } from "../kit/procedures";

export const add = admin.input(calendarInput).mutation(({ ctx, input }) => addCalendar(ctx.session, input));
