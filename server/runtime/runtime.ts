import type { Registry } from "@/engine/contract";
import type { Capabilities } from "@/engine/run/capabilities";
import type { State } from "@/engine/run/state";
import type { AccountId, Ids } from "../ports/ids";
import type { Ports } from "../ports/port-call";
import type { Document, NewPortCall, Store } from "../ports/store";
import type { VoiceAdapter, VoiceClient } from "../ports/voice";
import type { Bound } from "./bound-calls";
import type { Remembered } from "./remembered";

/** What the durable shell stands on; `main.ts` wires it. */
export type Runtime = {
  store: Store;
  registry: Registry;
  ids: Ids;
  carriers: Carriers;
  ports: Ports;
  /** Port calls that this process is making, by id. */
  portCalls: Map<string, Promise<unknown>>;
  remembered: Remembered;
  bound: Bound;
  /** Makes a call that a burst of this process has claimed; see `beginPortCall`. */
  begin: (account: AccountId, call: BegunPortCall, answering: Answering | null) => Promise<string | null>;
  /** How carriers and browsers reach us, without a trailing slash. */
  publicUrl: string;
};

/**
 * A webhook that waits for a document. `render` turns the new document, or null where a burst made none, into the answer
 * that is stored with the input, so that a redelivery gets it byte for byte. Until `until` (of `performance.now()`) a
 * later burst's document can still become the answer.
 */
export type Answering = {
  inputKey: string;
  until: number;
  render: (document: Document | null, state: State, flowVersion: string) => string | Promise<string>;
};

/** A port call that is this process's to make. `secondsLeft` until the step's wait runs out. */
export type BegunPortCall = Pick<NewPortCall, "id" | "visit" | "port" | "request"> & {
  interaction: string;
  flowVersion: string;
  secondsLeft: number;
  at: string;
};

/** Finds the adapter of an account's carrier row. Throws `not_found` if the account has no such row. */
export interface Carriers {
  adapter(account: AccountId, carrier: string): Promise<VoiceAdapter>;
  client(account: AccountId, carrier: string): Promise<VoiceClient>;
  /** What the carrier can do; of one that is not there any more, everything is believed. */
  capabilities(account: AccountId, carrier: string): Promise<Capabilities>;
}
