export type Failure = "ct" | "rt";

/** Retries and timeouts of one webhook. Times in milliseconds. */
export interface ConnectionOverrides {
  retries: number;
  policy: ReadonlySet<string>;
  connect: number;
  read: number;
  total: number;
}

/**
 * Twilio's connection overrides, from the fragment of a webhook's URL: `#rc=2&rp=5xx,ct,rt&rt=4000`. Defaults and ranges
 * as documented: one retry, on connect failures only, and 15 s for everything.
 */
export function connectionOverrides(url: URL): ConnectionOverrides {
  const given = new URLSearchParams(url.hash.slice(1));
  const within = (name: string, low: number, high: number, standard: number) => {
    const value = Number.parseInt(given.get(name) ?? "", 10);
    return Number.isNaN(value) ? standard : Math.min(high, Math.max(low, value));
  };
  return {
    retries: within("rc", 0, 5, 1),
    policy: new Set((given.get("rp") ?? "ct").split(",").map((item) => item.trim())),
    connect: within("ct", 100, 10_000, 5000),
    read: within("rt", 100, 15_000, 15_000),
    total: within("tt", 100, 15_000, 15_000),
  };
}

/** Whether an outcome (a kind of failure, or an HTTP status) is one the policy asks to try again. */
export function retryable(policy: ReadonlySet<string>, outcome: Failure | number): boolean {
  const kind = typeof outcome === "string" ? outcome : outcome >= 500 ? "5xx" : outcome >= 400 ? "4xx" : undefined;
  return kind !== undefined && (policy.has("all") || policy.has(kind));
}
