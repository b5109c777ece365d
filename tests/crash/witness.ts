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

/**
 * How often agents were joined who must not be: with each other, or several with one contact. `agents`: the tokens of agents' attempts; a
 * call is known by the token in the address that it was created with.
 */
export function joinedWrongly(log: LogRow[], agents: ReadonlySet<string>): number {
  const tokens = new Map<string, string>();
  const met = new Map<string, Set<string>>();
  let wrong = 0;
  for (const { event, call_sid = "", with: other = "", parent, url } of log) {
    if (event === "create" && !parent && url) tokens.set(call_sid, new URL(url).pathname.split("/")[4] ?? "");
    if (event !== "bridged") continue;
    const both = [tokens.get(call_sid) ?? "", tokens.get(other) ?? ""];
    const [agent, ...others] = both.filter((token) => agents.has(token));
    if (agent === undefined) continue;
    if (others.length > 0) wrong += 1;
    const contact = both.find((token) => token !== agent) ?? "";
    met.set(contact, (met.get(contact) ?? new Set()).add(agent));
  }
  return wrong + [...met.values()].filter(({ size }) => size > 1).length;
}
