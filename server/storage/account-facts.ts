import { BoundedMap } from "@/engine/bounded-map";
import { query } from "../platform/db";
import { env } from "../platform/env";
import { PatchcordError } from "../platform/errors";
import { processSingleton } from "../platform/process-singleton";
import { unseal } from "../platform/secrets/envelope";
import type { AccountId } from "../ports/ids";
import type { AccountFacts } from "../ports/store";
import type { CarrierRow, CarrierSecrets } from "../ports/voice";

/** Rules, numbers and carrier rows change rarely; a process may use them for so long after reading them. */
const FRESH_MS = 5000;
const CACHED_ACCOUNTS = 5000;

export type Account = AccountFacts & { ratePerSecond: number; carrierRows: Map<string, CarrierRow> };

type Cached = { at: number; account: Promise<Account> };

const accounts = () => processSingleton("accounts", () => new BoundedMap<string, Cached>(CACHED_ACCOUNTS));

/** The account's facts, at most five seconds old. Throws `not_found` for an account that does not exist. */
export function accountFacts(id: AccountId): Promise<Account> {
  const cache = accounts();
  const known = env().PATCHCORD_REMEMBER === "on" ? cache.get(id) : undefined;
  if (known && Date.now() - known.at < FRESH_MS) return known.account;
  const account = load(id);
  cache.set(id, { at: Date.now(), account });
  account.catch(() => cache.delete(id));
  return account;
}

type Listener = (id: AccountId) => void;

const listeners = () => processSingleton("account-listeners", () => new Set<Listener>());

/** Drops what is cached after a change: it takes effect at once in this process and for listeners, elsewhere within five seconds. */
export function forgetAccount(id: AccountId): void {
  accounts().delete(id);
  for (const listener of listeners()) listener(id);
}

/** Calls `listener` with every account whose facts this process changes. */
export function onAccountChange(listener: Listener): void {
  listeners().add(listener);
}

export function carrierContext(account: string, carrier: string): string {
  return `carrier:${account}:${carrier}`;
}

type FactsRow = {
  allowed_countries: string[];
  sandbox_only: boolean;
  rate_per_second: number;
  numbers: { e164: string; carrier_id: string; voice_enabled: boolean }[];
  carriers: {
    id: string;
    kind: string;
    base_url: string;
    account_sid: string;
    secret: string;
    calls_per_second: number | null;
  }[];
};

async function load(id: AccountId): Promise<Account> {
  const [row] = await query<{ facts: FactsRow | null }>("facts", "select patchcord_facts($1) as facts", [id]);
  if (!row?.facts) throw new PatchcordError("not_found", "There is no such account.");
  const { allowed_countries, sandbox_only, rate_per_second, numbers, carriers } = row.facts;
  return {
    allowedCountries: allowed_countries,
    sandboxOnly: sandbox_only,
    ratePerSecond: rate_per_second,
    numbers: new Map(numbers.map((n) => [n.e164, { carrierId: n.carrier_id, voiceEnabled: n.voice_enabled }])),
    carriers: new Map(
      carriers.map((c) => [c.id, { callsPerSecond: c.calls_per_second, sandbox: c.kind === "sandbox" }]),
    ),
    carrierRows: new Map(carriers.map((c) => [c.id, carrierRow(id, c)])),
  };
}

function carrierRow(account: AccountId, row: FactsRow["carriers"][number]): CarrierRow {
  const secrets = unsealCarrier(account, row.id, Buffer.from(row.secret, "base64"));
  return { id: row.id, kind: row.kind, baseUrl: row.base_url, accountSid: row.account_sid, ...secrets };
}

/** A carrier row's tokens and keys. Rows that were sealed before there were keys have tokens only. */
export function unsealCarrier(account: string, carrier: string, secret: Uint8Array): CarrierSecrets {
  const sealed = JSON.parse(unseal(secret, carrierContext(account, carrier))) as Partial<CarrierSecrets>;
  return { tokens: [], sharedKeys: [], apiKey: null, ...sealed };
}
