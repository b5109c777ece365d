import { PatchcordError } from "../../platform/errors";
import { log } from "../../platform/log";
import { wrongField } from "../../platform/parse-input";
import { processSingleton } from "../../platform/process-singleton";
import { createTaskProcesses, type TaskProcesses } from "../../platform/task-processes";
import type { AccountId } from "../../ports/ids";
import type { IcsAnswer } from "./ics/main";
import type { IcsReading, IcsTask } from "./ics/read-ics";
import { MAX_DATES, MAX_ICS_BYTES } from "./schema";

/** Only a file that was made to be slow takes longer; what a file may cost is bounded by counts before. */
const LIMITS = {
  processes: 2,
  processesPerAccount: 1,
  waiting: 50,
  waitingPerAccount: 5,
  runMs: 10_000,
  heapMiB: 128,
};

const readers = () =>
  processSingleton(
    "calendar-reader",
    (): TaskProcesses<IcsTask, IcsAnswer> => createTaskProcesses("calendar-reader.mjs", LIMITS),
  );

/** What the caller asks: whose file it is, the day it is read on (ISO date), whether events that take up no time count, too. */
export type CalendarFile = { account: AccountId; file: Uint8Array; today: string; takeFree: boolean };

/**
 * Reads an iCalendar file in a process of its own, since somebody else wrote it. `field`: where the form shows what is wrong. Throws
 * `invalid_request` where it is no such file or too much, `unavailable` where too many files wait.
 */
export async function readCalendarFile({ account, ...task }: CalendarFile, field: string): Promise<IcsReading> {
  if (task.file.byteLength > MAX_ICS_BYTES)
    throw refused(field, "The calendar is larger than 1 MiB. Choose a smaller one.");
  const outcome = await readers().run(account, { ...task, maxDates: MAX_DATES });
  if (outcome.did === "busy")
    throw new PatchcordError("unavailable", "Too many calendars are being read. Try again in a moment.");
  if (outcome.did !== "answer") {
    log.warn({ did: outcome.did, bytes: task.file.byteLength }, "a calendar could not be read");
    throw refused(field, "The calendar takes too long to read. Choose a simpler one.");
  }
  const { answer } = outcome;
  if ("unreadable" in answer) throw refused(field, answer.unreadable);
  return answer.reading;
}

const refused = (field: string, words: string) => wrongField(field, words, "invalid_request");
