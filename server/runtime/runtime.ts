import type { Registry } from "@/engine/contract";
import type { AccountId, Ids } from "../ports/ids";
import type { Store } from "../ports/store";
import type { VoiceAdapter, VoiceClient } from "../ports/voice";

/** What the durable shell stands on; `main.ts` wires it. */
export type Runtime = {
  store: Store;
  registry: Registry;
  ids: Ids;
  carriers: Carriers;
  /** How carriers and browsers reach us, without a trailing slash. */
  publicUrl: string;
};

/** Finds the adapter of an account's carrier row. Throws `not_found` if the account has no such row. */
export interface Carriers {
  adapter(account: AccountId, carrier: string): Promise<VoiceAdapter>;
  client(account: AccountId, carrier: string): Promise<VoiceClient>;
}
