import { registry } from "@/components/flow/registry";
import { accountFacts } from "./accounts/data";
import { adapterFor } from "./carriers/adapters";
import { env } from "./env";
import { PatchcordError } from "./errors";
import { ids } from "./ids";
import { store } from "./interactions/store";
import { outbound } from "./outbound/request";
import type { AccountId } from "./ports/ids";
import type { CarrierRow, VoiceAdapter, VoiceClient } from "./ports/voice";
import { once } from "./process-state";
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
