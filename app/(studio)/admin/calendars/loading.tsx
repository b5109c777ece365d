import { LoadingArea } from "../_parts/loading-area";

export default function LoadingCalendars() {
  return <LoadingArea title="Calendars" what="calendars" />;
}
