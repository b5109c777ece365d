import { registry } from "@/components/flow/registry";
import type { Verb } from "@/engine/contract";
import { accountFacts } from "./accounts/data";
import { adapterFor, CARRIER_KINDS } from "./carriers/adapters";
import { env } from "./env";
import { PatchcordError } from "./errors";
import { ids } from "./ids";
import { store } from "./interactions/store";
import { outbound } from "./outbound/request";
import type { AccountId } from "./ports/ids";
import type { CarrierCheck, CarrierKind, CarrierRow, VoiceAdapter, VoiceClient } from "./ports/voice";
import { once } from "./process-state";
import { turnAddresses } from "./runtime/addresses";
import type { Carriers, Runtime } from "./runtime/runtime";

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

/**
 * What the account's carrier would be answered with these verbs; where the account has none yet, the sandbox. Its
 * addresses are those of an attempt that never was.
 */
export async function sampleDocument(account: AccountId, verbs: Verb[]): Promise<string> {
  const [row] = (await accountFacts(account)).carrierRows.values();
  const adapter = adapterFor(row?.kind ?? "sandbox", outbound);
  const addresses = turnAddresses(env().PUBLIC_URL, row?.id ?? "carrier", "test", { visit: 1, turn: 1 });
  return adapter?.render(verbs, addresses) ?? "";
}

/** What a caller hears when nothing of ours can answer: spoken by any dialect, without a database. */
export function apology(): string {
  return adapterFor("sandbox", outbound)?.renderApology() ?? "";
}

const carriers: Carriers = {
  adapter: async (account, carrier) => (await carrierOf(account, carrier)).adapter,
  client: async (account, carrier) => {
    const { row, adapter } = await carrierOf(account, carrier);
    // Making the official client costs milliseconds; a row object lives as long as the account's facts are fresh.
    const clients = once("voice-clients", () => new WeakMap<CarrierRow, VoiceClient>());
    const made = clients.get(row) ?? adapter.client(row);
    clients.set(row, made);
    return made;
  },
};

/** The one place that wires adapters to ports; once a process. */
export function runtime(): Runtime {
  return once("runtime", () => ({ store, registry, ids, carriers, publicUrl: env().PUBLIC_URL }));
}
