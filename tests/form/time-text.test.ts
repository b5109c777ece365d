import { expect, test } from "vitest";
import { timeText } from "@/components/ui/time-text";

const NOW = "2026-11-30T15:00:00Z";

test.each([
  ["2026-11-30T09:05:07Z", "minute", "UTC", "Nov 30, 09:05"],
  ["2026-11-30T09:05:07Z", "moment", "UTC", "Nov 30, 09:05:07"],
  ["2030-01-01T12:00:00Z", "minute", "UTC", "Jan 1, 2030, 12:00"],
  ["2025-12-31T23:30:00Z", "moment", "UTC", "Dec 31, 2025, 23:30:00"],
  // The year is the zone's own.
  ["2026-12-31T23:30:00Z", "minute", "Asia/Tokyo", "Jan 1, 2027, 08:30"],
  ["2026-01-01T02:00:00Z", "minute", "America/New_York", "Dec 31, 2025, 21:00"],
  ["2024-02-29T09:05:07.250Z", "clock", "UTC", "09:05:07.2"],
] as const)("%s as %s in %s: %s", (moment, as, zone, text) => {
  expect(timeText(new Date(moment), as, new Date(NOW), zone, "en-US")).toBe(text);
});
