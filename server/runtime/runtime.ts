import type { Registry } from "@/engine/contract";
import type { Capabilities } from "@/engine/run/capabilities";
import type { AccountId, Ids } from "../ports/ids";
import type { Ports } from "../ports/port-call";
import type { Store } from "../ports/store";
import type { VoiceAdapter, VoiceClient } from "../ports/voice";
import type { Dispatch } from "./dispatch";

/** What the durable shell stands on; `wiring.ts` puts it together. */
export type Runtime = {
  store: Store;
  registry: Registry;
  ids: Ids;
  carriers: Carriers;
  ports: Ports;
  dispatch: Dispatch;
  /** How carriers and browsers reach us, without a trailing slash. */
  publicUrl: string;
};

/** Finds the adapter of an account's carrier row. Throws `not_found` if the account has no such row. */
export interface Carriers {
  adapter(account: AccountId, carrier: string): Promise<VoiceAdapter>;
  client(account: AccountId, carrier: string): Promise<VoiceClient>;
  /** What the carrier can do; of one that is not there any more, everything is believed. */
  capabilities(account: AccountId, carrier: string): Promise<Capabilities>;
}
