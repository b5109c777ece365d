import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { templateReads } from "@/engine/template/reads";
import { renderTemplate } from "@/engine/template/render";
import { WorkError } from "@/engine/work";
import reportAProblem from "@/prisma/seed/report-a-problem.json" with { type: "json" };
import { Unreadable } from "@/server/resources/calendars/ics/odd";
import { readIcs } from "@/server/resources/calendars/ics/read-ics";
import { mp3, wav } from "../prompts/recordings";
import { callers } from "../studio/studio-world";
import { twoAccounts } from "../support/accounts";
import { sessionAs } from "../support/session";
import { damaged, SEED, text } from "./texts";

const { ours } = await twoAccounts();
const { appRouter } = await import("@/server/trpc/router");
const { receivePrompt } = await import("@/server/resources/prompts/upload");
const admin = callers(appRouter)("admin", ours.account);
const OPTIONS = { numRuns: 150, seed: SEED };

/** What an admin may be told; anything else is a fault of ours. */
const REFUSALS = ["invalid_request", "invalid_json", "request_too_large", "invalid_arguments", "conflict"];

async function refusedOrDone(call: Promise<unknown>): Promise<void> {
  const refused = await call.then(
    () => null,
    (error: { code?: string; cause?: { code?: string } }) => error.cause?.code ?? error.code ?? String(error),
  );
  if (refused !== null) expect(REFUSALS).toContain(refused);
}

/** What was thrown that is no refusal of the file. */
function faultsOf(read: () => unknown): unknown[] {
  try {
    read();
  } catch (error) {
    if (!(error instanceof Unreadable)) return [error];
  }
  return [];
}

const CALENDAR = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Überraschung\r\nDTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\nRRULE:FREQ=YEARLY;COUNT=5\r\nEXDATE;VALUE=DATE:20271224\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\nDTSTART;TZID=Europe/Lisbon:20260101T090000\r\nDURATION:PT2H\r\nRRULE:FREQ=MONTHLY;BYDAY=1MO,-1FR;UNTIL=20280101T000000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
const encoder = new TextEncoder();

describe("a file that was damaged is read or refused, never a fault of ours", () => {
  // Read here, not in a process each: tests/studio/admin-calendars.test.ts goes through one.
  test("calendars", () => {
    fc.assert(
      fc.property(damaged(encoder.encode(CALENDAR)), (file) => {
        const task = { file, today: "2026-11-28", maxDates: 1000, takeFree: false };
        expect(faultsOf(() => readIcs(task))).toEqual([]);
      }),
      OPTIONS,
    );
  });

  test.each([
    ["WAV", wav({ seconds: 0.05 })],
    ["MP3", mp3(3)],
  ])("recordings: %s", async (_, file) => {
    await fc.assert(
      fc.asyncProperty(damaged(file), async (bytes) => {
        const request = new Request(`http://localhost:3000/api/recordings?name=${crypto.randomUUID()}`, {
          method: "POST",
          body: new Uint8Array(bytes),
          headers: { "content-type": "application/octet-stream", "sec-fetch-site": "same-origin" },
        });
        await refusedOrDone(receivePrompt(request, sessionAs(ours, "builder")));
      }),
      OPTIONS,
    );
  });

  test("flows", async () => {
    const file = encoder.encode(JSON.stringify(reportAProblem));
    await fc.assert(
      fc.asyncProperty(damaged(file), async (bytes) => {
        const call = admin.flows.importFlow({ text: Buffer.from(bytes).toString("utf8"), name: crypto.randomUUID() });
        await refusedOrDone(call);
      }),
      OPTIONS,
    );
  });
});

test("templates render or say what is wrong", () => {
  const part = fc.oneof(
    text,
    fc.constantFrom(
      "{{ x }}",
      "{{ x | split: '' | join: x }}",
      "{% for i in (1..90) %}",
      "{% endfor %}",
      "{% if x %}",
      "{% endif %}",
    ),
    fc.constantFrom(
      "{% assign x = x | append: x %}",
      "{{ x | replace: '', x }}",
      "{% capture x %}",
      "{% endcapture %}",
      "{{ x[y] }}",
    ),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), text, (parts, x) => {
      for (const act of [
        () => renderTemplate(parts.join(""), { x, y: 1 }, "2026-01-01T00:00:00Z"),
        () => templateReads(parts.join("")),
      ])
        try {
          act();
        } catch (error) {
          // A message for the admin; a RangeError or a TypeError is one of ours.
          expect(error instanceof WorkError || (error as Error).constructor.name).not.toMatch(
            /^(Range|Type|Reference)Error$/,
          );
        }
    }),
    { numRuns: 1000, seed: SEED },
  );
});
