import type { LogRow } from "@/server/sandbox-carrier/world/call-log";

/** What the sandbox's own log testifies: how often each attempt was called, by the token in the address it was given. */
export function callsByAttempt(log: LogRow[]): Map<string, { created: number; rang: number }> {
  const attempts = new Map<string, { created: number; rang: number }>();
  for (const row of log) {
    if (row.parent || !row.url || (row.event !== "create" && row.event !== "ringing")) continue;
    const token = new URL(row.url).pathname.split("/")[4] ?? "";
    const counted = attempts.get(token) ?? { created: 0, rang: 0 };
    if (row.event === "create") counted.created += 1;
    else counted.rang += 1;
    attempts.set(token, counted);
  }
  return attempts;
}
