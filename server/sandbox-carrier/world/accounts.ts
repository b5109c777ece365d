import { timingSafeEqual } from "node:crypto";
import { z } from "zod";

const accountSettings = z.strictObject({
  auth_token: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(2)]),
  api_keys: z.record(z.string(), z.string()).default({}),
  calls_per_second: z.number().positive().nullable().default(null),
  numbers: z.array(z.string()).nullable().default(null),
  numbers_without_voice: z.array(z.string()).default([]),
  caller_ids: z.array(z.string()).default([]),
  type: z.enum(["Full", "Trial"]).default("Full"),
  status: z.enum(["active", "suspended", "closed"]).default("active"),
  closed_countries: z.record(z.string().regex(/^[A-Z]{2}$/), z.string().regex(/^\+\d+$/)).default({}),
  shared_key: z
    .strictObject({ id: z.string().min(1), secret: z.string().min(1) })
    .nullable()
    .default(null),
  list_lag_seconds: z.number().min(0).default(0),
});
export type AccountSettings = z.input<typeof accountSettings>;

export interface Account {
  sid: string;
  /** The first one signs webhooks; during rotation both are good for Basic auth. */
  tokens: [string, ...string[]];
  apiKeys: Record<string, string>;
  callsPerSecond: number | null;
  /** Owned; null: every number is. */
  numbers: ReadonlySet<string> | null;
  numbersWithoutVoice: ReadonlySet<string>;
  /** Verified to call from, though not owned; a trial account calls no other numbers. */
  callerIds: ReadonlySet<string>;
  type: "Full" | "Trial";
  status: "active" | "suspended" | "closed";
  /** Countries it may not call (ISO 3166-1 alpha-2), with the digits that their numbers begin with. */
  closedCountries: Readonly<Record<string, string>>;
  /** Signs webhooks in place of the token. */
  sharedKey: { id: string; secret: string } | null;
  /** Seconds until a new call appears in lists: Twilio's list is eventually consistent. */
  listLag: number;
  allowance: { tokens: number; at: number };
}

export class Accounts {
  #accounts = new Map<string, Account>();

  put(sid: string, settings: AccountSettings, now: number): Account {
    const parsed = accountSettings.parse(settings);
    const [first, ...rest] = [parsed.auth_token].flat();
    if (first === undefined) throw new TypeError("an account needs an auth token");
    const account: Account = {
      sid,
      tokens: [first, ...rest],
      apiKeys: parsed.api_keys,
      callsPerSecond: parsed.calls_per_second,
      numbers: parsed.numbers && new Set(parsed.numbers),
      numbersWithoutVoice: new Set(parsed.numbers_without_voice),
      callerIds: new Set(parsed.caller_ids),
      type: parsed.type,
      status: parsed.status,
      closedCountries: parsed.closed_countries,
      sharedKey: parsed.shared_key,
      listLag: parsed.list_lag_seconds,
      allowance: { tokens: Math.max(1, parsed.calls_per_second ?? 1), at: now },
    };
    this.#accounts.set(sid, account);
    return account;
  }

  get(sid: string): Account | undefined {
    return this.#accounts.get(sid);
  }

  /** The account that these credentials belong to, for paths that do not name it. */
  owner(header: string | undefined): Account | undefined {
    return [...this.#accounts.values()].find(({ sid }) => this.authenticate(sid, header));
  }

  /** The account whose credentials an `Authorization: Basic` header carries: its SID and token, or an API key and secret. */
  authenticate(sid: string, header: string | undefined): Account | undefined {
    const account = this.#accounts.get(sid);
    if (!account || !header?.startsWith("Basic ")) return undefined;
    const plain = Buffer.from(header.slice(6), "base64").toString("utf8");
    const colon = plain.indexOf(":");
    const user = plain.slice(0, colon);
    const password = plain.slice(colon + 1);
    const secret = Object.hasOwn(account.apiKeys, user) ? account.apiKeys[user] : undefined;
    const good = user === sid ? account.tokens : secret === undefined ? [] : [secret];
    return good.some((candidate) => equalInConstantTime(candidate, password)) ? account : undefined;
  }

  /** Takes one call from a token bucket that holds a second's rate; false means 429. */
  allowCall(account: Account, now: number): boolean {
    const rate = account.callsPerSecond;
    if (rate === null) return true;
    const { allowance } = account;
    const refilled = allowance.tokens + ((now - allowance.at) / 1000) * rate;
    allowance.tokens = Math.min(Math.max(1, rate), refilled);
    allowance.at = now;
    if (allowance.tokens < 1) return false;
    allowance.tokens -= 1;
    return true;
  }
}

export function equalInConstantTime(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
