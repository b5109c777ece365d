import type { Metadata } from "next";
import { CalendarList } from "./_parts/calendar-list";

export const metadata: Metadata = { title: "Calendars" };

export default function CalendarsPage() {
  return <CalendarList />;
}
