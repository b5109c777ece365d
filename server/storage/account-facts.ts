import { BoundedMap } from "@/engine/bounded-map";
import { countryOf } from "@/engine/phone-number";
import type { RingAccount } from "@/engine/ring-rules/may-ring";
import { ringRules } from "@/engine/ring-rules/rules";
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

type RulesRow = { ring_rules: unknown; time_zone: string; stopped: { reason: string } | null };
type FactsRow = {
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
  const text =
    "select patchcord_facts($1) as facts, patchcord_account_rules($1) as rules, patchcord_has_webhooks($1) as webhooks";
  const [row] = await query<{ facts: FactsRow | null; rules: RulesRow; webhooks: boolean }>("account_facts", text, [
    id,
  ]);
  if (!row?.facts) throw new PatchcordError("not_found", "There is no such account.");
  const { sandbox_only, rate_per_second, numbers: numberRows, carriers: carrierRows } = row.facts;
  const numbers = new Map(
    numberRows.map((n) => [n.e164, { carrierId: n.carrier_id, voiceEnabled: n.voice_enabled }] as const),
  );
  const carriers = new Map(
    carrierRows.map((c) => [c.id, { callsPerSecond: c.calls_per_second, sandbox: c.kind === "sandbox" }] as const),
  );
  return {
    rings: ringAccount(row.rules, sandbox_only, { numbers, carriers }),
    ratePerSecond: rate_per_second,
    hasWebhooks: row.webhooks,
    ...{ numbers, carriers },
    carrierRows: new Map(carrierRows.map((c) => [c.id, carrierRow(id, c)])),
  };
}

function ringAccount(
  { ring_rules, time_zone, stopped }: RulesRow,
  sandboxOnly: boolean,
  { numbers, carriers }: Pick<AccountFacts, "numbers" | "carriers">,
): RingAccount {
  const countries = new Set([...numbers.keys()].flatMap((number) => countryOf(number) ?? []));
  return {
    rules: ringRules.parse(ring_rules),
    ...{ stopped, sandboxOnly, timeZone: time_zone },
    own: { has: (number) => numbers.has(number), countries: [...countries] },
    caller(from) {
      const number = numbers.get(from);
      if (!number) return { why: `${from} is not a number of this account.` };
      if (!number.voiceEnabled) return { why: `${from} is not enabled for voice.` };
      const carrier = carriers.get(number.carrierId);
      return carrier ? { isSandbox: carrier.sandbox } : { why: `${from} has no carrier.` };
    },
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
