import { addCalendar } from "../../calendars/mutations";
import { calendarInput } from "../../calendars/schema";
import { admin } from "../kit";

export const add = admin.input(calendarInput).mutation(({ ctx, input }) => addCalendar(ctx.session, input));
