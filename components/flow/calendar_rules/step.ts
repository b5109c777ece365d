import type { CalendarAnswer, CalendarQuestion, Step, StepResult } from "@/engine/contract";
import { calendarAnswer, isInRange } from "@/engine/contract";
import type { Branch, Config } from "./config";

/** The account's calendars are read from the database: a longer wait means an error. */
const TIMEOUT_SECONDS = 5;

export const step: Step<Config> = ({ branches }, input, ctx): StepResult => {
  if (input.on === "timer")
    return { do: "fail", code: "calendar_timeout", message: "The calendars did not answer in time." };
  if (input.on === "port_answered") {
    const { result } = input.resume;
    if (!result.ok) return { do: "fail", code: result.code, message: result.message };
    // The day at the time the step was entered: midnight may have passed since.
    const { dates } = ctx.memory as { dates: string[] };
    const answer = calendarAnswer.safeParse(result.value);
    if (answer.success) return take(branches, dates, answer.data.days);
    return { do: "fail", code: "calendar_answer_invalid", message: "The calendars gave an answer that is none." };
  }
  const dates = branches.map(({ timezone }) => ctx.local(timezone).date);
  const days = daysToAsk(branches, dates);
  if (days.length === 0) return take(branches, dates, []);
  return {
    do: "wait",
    for: "port",
    seconds: TIMEOUT_SECONDS,
    effects: [{ effect: "call_port", port: "calendar", request: { days }, timeout_seconds: TIMEOUT_SECONDS }],
    memory: { dates },
  };
};

/** One port call for all the step's calendars, with each day once. */
function daysToAsk(branches: readonly Branch[], dates: readonly string[]): CalendarQuestion["days"] {
  const days = new Map<string, CalendarQuestion["days"][number]>();
  for (const [at, { calendar }] of branches.entries()) {
    const date = dates[at];
    if (calendar !== undefined && date !== undefined) days.set(`${date} ${calendar}`, { calendar, date });
  }
  return [...days.values()];
}

function take(branches: readonly Branch[], dates: readonly string[], answers: CalendarAnswer["days"]): StepResult {
  const matching = branches.find((branch, at) => {
    const date = dates[at] as string;
    if (branch.dates) return branch.dates.some((range) => isInRange(date, range));
    return answers.some((day) => day.inside && day.calendar === branch.calendar && day.date === date);
  });
  return { do: "exit", exit: matching?.id ?? "no_match", outputs: { match: matching?.name ?? null } };
}
