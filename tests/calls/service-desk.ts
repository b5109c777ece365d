import serviceDesk from "@/prisma/seed/service-desk.json" with { type: "json" };

/**
 * Which branch of the example flow each date, hour and traffic split takes. `holiday` null: as the account's calendar says.
 * `agents` false: called back by a ring group that is closed, and not for long.
 */
type Fixed = { open: boolean; holiday: boolean | null; welcome: "chime" | "plain"; agents?: boolean };

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const ALWAYS = [{ days: DAYS, from: "00:00", to: "24:00" }];

/** Hours that no script reaches: scripts move the clock by hours, not by days. */
function inThreeDays() {
  return [{ days: [DAYS[(new Date().getUTCDay() + 3) % 7]], from: "09:00", to: "10:00" }];
}

function fixed(name: string, { open, holiday, welcome, agents = true }: Fixed): string {
  const flow = structuredClone(serviceDesk);
  const { opening_hours, holiday: day, which_welcome, call_back } = flow.steps;
  Object.assign(opening_hours.config.branches[0]!, { ranges: open ? ALWAYS : inThreeDays() });
  const { calendar: _, ...branch } = day.config.branches[0]!;
  const dates = [{ from: "2000-01-01", to: holiday ? "2099-12-31" : "2000-01-02" }];
  if (holiday !== null) Object.assign(day.config, { branches: [{ ...branch, dates }] });
  if (!agents) Object.assign(call_back.config, { ring_group: "Closed", max_wait_minutes: 5 });
  for (const one of which_welcome.config.branches) Object.assign(one, { enabled: one.id === welcome });
  return JSON.stringify({ ...flow, name });
}

/** Definitions by the name that scripts use. */
export const serviceDesks: Record<string, string> = {
  "service-desk": fixed("Service desk, open", { open: true, holiday: false, welcome: "chime" }),
  "service-desk-closed": fixed("Service desk, closed", { open: false, holiday: false, welcome: "plain" }),
  "service-desk-holiday": fixed("Service desk, on a holiday", { open: true, holiday: true, welcome: "plain" }),
  "service-desk-strained": fixed("Service desk, strained", {
    ...{ open: true, holiday: null, welcome: "plain", agents: false },
  }),
};
