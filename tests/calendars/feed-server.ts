import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

type Answer = { status?: number; location?: string; body?: string | Uint8Array };

/** Somebody else's calendar on the web: what it answers by path, and how often it was asked. */
export async function feedServer() {
  const answers = new Map<string, Answer>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    const { status = 200, location, body = "" } = answers.get(path) ?? { status: 404 };
    response.writeHead(status, { "content-type": "text/calendar", ...(location ? { location } : {}) });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => server.close());
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, answers, asked };
}

/** An iCalendar file of whole days. */
export function ics(...days: string[]): string {
  const events = days.flatMap((day, at) => [
    ...["BEGIN:VEVENT", `UID:${at}`],
    ...[`DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`, "SUMMARY:Closed", "END:VEVENT"],
  ]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", ...events, "END:VCALENDAR", ""].join("\r\n");
}
