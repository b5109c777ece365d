import type { Json, NamedKind, PortAnswer, PortName } from "@/engine/contract";
import type { AccountId } from "./ids";

/** What the names of a published version mean: ids of the account's own, by kind and name. A number's is its E.164. */
export type Bindings = Partial<Record<NamedKind, Readonly<Record<string, string>>>>;

export type PortRequest = {
  /** What the step asked for, its templates rendered. */
  request: Json;
  /** Names in `request` go by these. */
  bindings: Bindings;
  /** The same each time this call is made: `<interaction>.<visit>`. */
  idempotencyKey: string;
  /** The moment the step asked, ISO 8601 UTC: what "now" means to the request. */
  at: string;
  /** Milliseconds that are left; `signal` aborts when they are over. */
  timeoutMs: number;
  signal: AbortSignal;
};

/** Somebody outside who answers steps: an account's web service, its functions, its Salesforce, its calendars. */
export interface Port {
  /**
   * Never throws for what the other side does. What it does once `signal` has aborted is of no interest: the step's wait
   * has run out.
   */
  call(account: AccountId, request: PortRequest): Promise<PortAnswer>;
  /** True if the same request can be made again where nobody knows whether it was made. */
  isRepeatable(account: AccountId, request: Pick<PortRequest, "request" | "bindings">): Promise<boolean>;
}

export type Ports = Record<PortName, Port>;
