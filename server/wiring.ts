import { registry } from "@/components/flow/registry";
import { ALL_CAPABILITIES } from "@/engine/run/capabilities";
import { adapterFor, CARRIER_KINDS } from "./carriers/adapters";
import { env } from "./platform/env";
import { PatchcordError } from "./platform/errors";
import { ids } from "./platform/ids/ids";
import { metrics } from "./platform/metrics";
import { outbound } from "./platform/outbound/request";
import { processSingleton } from "./platform/process-singleton";
import { traceMethods } from "./platform/tracing/trace";
import type { AccountId } from "./ports/ids";
import type { Ports } from "./ports/port-call";
import type {
  CallMessage,
  CarrierCheck,
  CarrierKind,
  CarrierRow,
  VoiceAdapter,
  VoiceClient,
  VoiceRequest,
} from "./ports/voice";
import { calendarPort } from "./resources/calendars/port";
import { checkPublicAddress } from "./resources/carriers/public-address";
import { connectionPort } from "./resources/connections/port";
import { doNotCallPort } from "./resources/do-not-call/port";
import { functionPort } from "./resources/functions/port";
import { salesforcePort } from "./resources/salesforce/port";
import { Dispatch } from "./runtime/dispatch";
import { placeCall } from "./runtime/due/dial";
import { makePortCall } from "./runtime/due/port-call";
import type { Carriers, Runtime } from "./runtime/runtime";
import { accountFacts } from "./storage/account-facts";
import { store } from "./storage/store";

/** A carrier row together with the adapter that speaks its dialect. Throws `not_found`. */
export async function carrierOf(
  account: AccountId,
  carrier: string,
): Promise<{ row: CarrierRow; adapter: VoiceAdapter }> {
  const row = (await accountFacts(account)).carrierRows.get(carrier);
  const adapter = row && adapterOf(row.kind);
  if (!row || !adapter) throw new PatchcordError("not_found", "There is no such carrier.");
  return { row, adapter };
}

/** Every kind of carrier that a row can have; the sandbox's address is empty where no sandbox runs. */
export function carrierKinds(): CarrierKind[] {
  const { SANDBOX_URL = "" } = env();
  return CARRIER_KINDS.map((kind) => (kind.sandbox ? { ...kind, baseUrl: SANDBOX_URL } : kind));
}

/** The adapter that speaks the dialect of this kind of carrier; null for a kind nobody speaks. */
export function adapterOf(kind: string): VoiceAdapter | null {
  return adapterFor(kind, outbound);
}

/** Whether a carrier of this kind reaches us. */
export function publicAddressCheck(kind: string): Promise<CarrierCheck> {
  const beside = CARRIER_KINDS.some((known) => known.kind === kind && known.sandbox);
  return checkPublicAddress(outbound, env().PUBLIC_URL, beside);
}

/** The document for a caller when nothing else can be answered; every dialect has one, and it needs no database. */
export function fallbackDocument(): string {
  return adapterOf("sandbox")?.renderFallback() ?? "";
}

/** What a request for that document says; the address names no carrier, so its dialect is not known before it is read. */
export function fallbackMessage(request: VoiceRequest): CallMessage | null {
  return adapterOf("sandbox")?.parse(request) ?? null;
}

/** What is asked of a carrier, as traces call it. */
const CARRIER_SPANS = {
  createCall: "carrier: create call",
  fetchCall: "carrier: fetch call",
  endCall: "carrier: end call",
  redirectCall: "carrier: redirect call",
} satisfies Partial<Record<keyof VoiceClient, string>>;

const carriers: Carriers = {
  adapter: async (account, carrier) => (await carrierOf(account, carrier)).adapter,
  capabilities: async (account, carrier) => {
    const row = (await accountFacts(account)).carrierRows.get(carrier);
    return (row && adapterOf(row.kind)?.capabilities) ?? ALL_CAPABILITIES;
  },
  client: async (account, carrier) => {
    const { row, adapter } = await carrierOf(account, carrier);
    // Making the official client costs milliseconds; a row object lives as long as the account's facts are fresh.
    const clients = processSingleton("voice-clients", () => new WeakMap<CarrierRow, VoiceClient>());
    const made = clients.get(row) ?? traceMethods(adapter.client(row), CARRIER_SPANS);
    clients.set(row, made);
    return made;
  },
};

const ports: Ports = {
  http: connectionPort(outbound),
  function: functionPort,
  salesforce: salesforcePort(outbound),
  calendar: calendarPort,
  do_not_call: doNotCallPort,
};

function tracedPorts(): Ports {
  const named = Object.entries(ports).map(([name, port]) => [name, traceMethods(port, { call: `ask ${name}` })]);
  return Object.fromEntries(named) as Ports;
}

/** This process's runtime, with the adapters behind its ports. */
export function runtime(): Runtime {
  return processSingleton(
    "runtime",
    (): Runtime => ({
      ...{ store: store(), registry, ids, carriers, publicUrl: env().PUBLIC_URL },
      ports: tracedPorts(),
      dispatch: countedDispatch(),
    }),
  );
}

function countedDispatch(): Dispatch {
  const dispatch = new Dispatch({
    dial: ({ account, attempt, claimed }) => placeCall(runtime(), account, attempt, claimed, Math.random),
    portCall: (account, call, answering) => makePortCall(runtime(), account, call, answering),
  });
  metrics.watchWork("dial", () => dispatch.dialsUnderWay);
  metrics.watchWork("port_call", () => dispatch.portCallsUnderWay);
  return dispatch;
}
