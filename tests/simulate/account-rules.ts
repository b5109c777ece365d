import type { AccountRules } from "@/engine/simulate";
import { DEMO_RING_RULES } from "@/prisma/seed/ring-rules";

/** What decides whom a simulated account with these numbers may ring: as in the demo world. */
export const accountRules = (numbers: readonly string[]): AccountRules => ({
  ...{ numbers, ring_rules: DEMO_RING_RULES, time_zone: "UTC", stopped: null },
});
