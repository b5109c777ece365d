import { log } from "../../platform/log";
import { requestWithRedirects } from "../../platform/outbound/follow";
import { wrongField } from "../../platform/parse-input";
import type { HttpFile } from "../../ports/http";
import type { IcsReading } from "./ics/read-ics";
import { type CalendarFile, readCalendarFile } from "./read-calendar-file";

/** For the file, all redirects together. */
const TIMEOUT_MS = 8000;

/**
 * Fetches and reads the iCalendar file at a calendar's feed URL. `http` checks the address of each redirect as well. Throws
 * `invalid_request` at `feedUrl`. Never logs the URL, which can hold a secret.
 */
export async function readFeed(http: HttpFile, url: string, how: Omit<CalendarFile, "file">): Promise<IcsReading> {
  return readCalendarFile({ ...how, file: await fetchFile(http, url) }, "feedUrl");
}

async function fetchFile(http: HttpFile, url: string): Promise<Uint8Array> {
  const { status, headers, bytes } = await requestFeed(http, url.replace(/^webcal:/i, "https:"));
  if (status === 200) return bytes;
  if (status >= 300 && status < 400 && headers.location !== undefined)
    throw refused("The address leads from one to another without an end. Check it.");
  throw refused(`The address answered with status ${status}. Check it.`);
}

async function requestFeed(http: HttpFile, url: string) {
  try {
    const headers = { accept: "text/calendar" };
    return await requestWithRedirects(http, { method: "GET", url, headers, timeoutMs: TIMEOUT_MS });
  } catch (error) {
    const { code, name } = error as { code?: string; name?: string };
    log.info({ code: code ?? name }, "a calendar's address could not be read");
    if (code === "ADDRESS_REFUSED") throw refused("This address is not allowed. Use one on the public internet.");
    throw refused("The address could not be reached, or its answer is too large. Check it, and try again.");
  }
}

const refused = (text: string) => wrongField("feedUrl", text, "invalid_request");
