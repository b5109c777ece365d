import { registry } from "@/components/flow/registry";
import type { Verb } from "@/engine/contract";
import { ALL_CAPABILITIES } from "@/engine/run/capabilities";
import { adapterFor, CARRIER_KINDS } from "./carriers/adapters";
import { env } from "./platform/env";
import { PatchcordError } from "./platform/errors";
import { ids } from "./platform/ids/ids";
import { outbound } from "./platform/outbound/request";
import { processSingleton } from "./platform/process-singleton";
import { promptAddress, turnAddresses } from "./ports/addresses";
import type { AccountId } from "./ports/ids";
import type { Ports } from "./ports/port-call";
import type { CarrierCheck, CarrierKind, CarrierRow, CarrierVerb, VoiceAdapter, VoiceClient } from "./ports/voice";
import { calendarPort } from "./resources/calendars/port";
import { connectionPort } from "./resources/connections/port";
import { functionPort } from "./resources/functions/port";
import { readNames } from "./resources/names/data";
import { type ConnectionCheck, checkConnection } from "./resources/salesforce/check";
import type { Login } from "./resources/salesforce/data";
import { salesforcePort } from "./resources/salesforce/port";
import { Dispatch } from "./runtime/dispatch";
import { placeCall } from "./runtime/due/dial";
import { makePortCall } from "./runtime/due/port-call";
import { promptsIn, withAddresses } from "./runtime/resolve-prompts";
import type { Carriers, Runtime } from "./runtime/runtime";
import { accountFacts } from "./storage/account-facts";
import { store } from "./storage/store";

/** A carrier row together with the adapter that speaks its dialect. Throws `not_found`. */
export async function carrierOf(
  account: AccountId,
  carrier: string,
): Promise<{ row: CarrierRow; adapter: VoiceAdapter }> {
  const row = (await accountFacts(account)).carrierRows.get(carrier);
  const adapter = row && adapterFor(row.kind, outbound);
  if (!row || !adapter) throw new PatchcordError("not_found", "There is no such carrier.");
  return { row, adapter };
}

/** Every kind of carrier a row can have; the sandbox's address is empty where none runs. */
export function carrierKinds(): CarrierKind[] {
  const { SANDBOX_URL = "" } = env();
  return CARRIER_KINDS.map((kind) => (kind.sandbox ? { ...kind, baseUrl: SANDBOX_URL } : kind));
}

/** Whether the carrier is there and takes the row's credentials; for rows that are only being written, too. */
export async function checkCarrier(row: CarrierRow): Promise<CarrierCheck> {
  const adapter = adapterFor(row.kind, outbound);
  if (!adapter) throw new PatchcordError("not_found", "There is no such kind of carrier.");
  return adapter.client(row).check();
}

/** Whether Salesforce lets this login in, and is where it says; for one that is only being written, too. */
export function checkSalesforce(login: Login): Promise<ConnectionCheck> {
  return checkConnection(outbound, login);
}

/**
 * What the account's carrier would be answered with these verbs, below it what an agent's leg would be; where the account
 * has no carrier yet, the sandbox. Its addresses are those of an attempt that never was.
 */
export async function sampleDocument(account: AccountId, verbs: Verb[]): Promise<string> {
  const [row] = (await accountFacts(account)).carrierRows.values();
  const adapter = adapterFor(row?.kind ?? "sandbox", outbound);
  const addresses = turnAddresses(env().PUBLIC_URL, row?.id ?? "carrier", "test", { visit: 1, turn: 1 });
  if (!adapter) return "";
  const playable = await withOwnPrompts(account, verbs);
  const whispers = playable.flatMap((verb) =>
    verb.verb === "forward" && (verb.whisper || verb.accept_key) ? [adapter.renderWhisper(verb, addresses)] : [],
  );
  return [adapter.render(playable, addresses), ...whispers].join("\n");
}

/** Prompts by the names they have now: what a draft says is bound to nothing yet. */
async function withOwnPrompts(account: AccountId, verbs: Verb[]): Promise<CarrierVerb[]> {
  const named = promptsIn(verbs).length > 0 ? (await readNames(account)).prompt : new Map();
  return withAddresses(verbs, (name) => {
    const prompt = named.get(name)?.id;
    return prompt ? promptAddress(env().PUBLIC_URL, ids.promptToken(account, prompt)) : null;
  });
}

/** What a caller hears when nothing of ours can answer: spoken by any dialect, without a database. */
export function fallbackDocument(): string {
  return adapterFor("sandbox", outbound)?.renderFallback() ?? "";
}

const carriers: Carriers = {
  adapter: async (account, carrier) => (await carrierOf(account, carrier)).adapter,
  capabilities: async (account, carrier) => {
    const row = (await accountFacts(account)).carrierRows.get(carrier);
    return (row && adapterFor(row.kind, outbound)?.capabilities) ?? ALL_CAPABILITIES;
  },
  client: async (account, carrier) => {
    const { row, adapter } = await carrierOf(account, carrier);
    // Making the official client costs milliseconds; a row object lives as long as the account's facts are fresh.
    const clients = processSingleton("voice-clients", () => new WeakMap<CarrierRow, VoiceClient>());
    const made = clients.get(row) ?? adapter.client(row);
    clients.set(row, made);
    return made;
  },
};

const ports: Ports = {
  http: connectionPort(outbound),
  function: functionPort,
  salesforce: salesforcePort(outbound),
  calendar: calendarPort,
};

/** The one place that wires adapters to ports; once a process. */
export function runtime(): Runtime {
  return processSingleton(
    "runtime",
    (): Runtime => ({
      ...{ store: store(), registry, ids, carriers, ports, publicUrl: env().PUBLIC_URL },
      dispatch: new Dispatch({
        dial: ({ account, attempt, claimed }) => placeCall(runtime(), account, attempt, claimed, Math.random),
        portCall: (account, call, answering) => makePortCall(runtime(), account, call, answering),
      }),
    }),
  );
}
