import { type CalendarAnswer, calendarQuestion, type PortAnswer } from "@/engine/contract";
import type { Port } from "../../ports/port-call";
import { readDays } from "./data";
import { findOccasion } from "./days";

/** The calendar port: answers whether days are in the account's calendars, and by which entry. */
export const calendarPort: Port = {
  // A question changes nothing.
  isRepeatable: async () => true,
  call: async (account, { request, bindings }): Promise<PortAnswer> => {
    const { days } = calendarQuestion.parse(request);
    const ids = days.map(({ calendar }) => bindings.calendar?.[calendar] ?? null);
    const calendars = await readDays(
      account,
      ids.filter((id) => id !== null),
    );
    const answers: CalendarAnswer["days"] = [];
    for (const [at, { calendar, date }] of days.entries()) {
      const found = calendars.get(ids[at] ?? "");
      if (!found)
        return { ok: false, code: "calendar_missing", message: `The account has no calendar ${calendar} any more.` };
      const occasion = await findOccasion(found, date);
      answers.push({
        calendar,
        date,
        inside: occasion !== null,
        ...(occasion?.title ? { occasion: occasion.title } : {}),
      });
    }
    return { ok: true, value: { days: answers } };
  },
};
