import type { Json, NamedKind, PortAnswer, PortName } from "@/engine/contract";
import type { AccountId } from "./ids";

/** The ids that the names in a published version are bound to, by kind and name. A number's id is its E.164 form. */
export type Bindings = Partial<Record<NamedKind, Readonly<Record<string, string>>>>;

export type PortRequest = {
  /** The step's request with its templates rendered. */
  request: Json;
  /** Resolves the names in `request`. */
  bindings: Bindings;
  /** `<interaction>.<visit>`: the same however often this call is made. */
  idempotencyKey: string;
  /** When the step asked, ISO 8601 UTC: "now" in the request means this moment. */
  at: string;
  /** Milliseconds that are left; `signal` aborts once they have passed. */
  timeoutMs: number;
  signal: AbortSignal;
};

/** A system outside the engine that answers steps: an account's web services, functions, Salesforce or calendars. */
export interface Port {
  /**
   * Never throws for what the other side does. The runtime ignores the result once `signal` has aborted: the step has taken its
   * timeout then.
   */
  call(account: AccountId, request: PortRequest): Promise<PortAnswer>;
  /** True if the request may be sent a second time where it is not known whether the first was received. */
  isRepeatable(account: AccountId, request: Pick<PortRequest, "request" | "bindings">): Promise<boolean>;
}

export type Ports = Record<PortName, Port>;

export type NewPortCall = {
  id: string;
  visit: number;
  port: PortName;
  request: Json;
  timeout_seconds: number;
  /** True: the process that commits the burst makes the call; false: a job does. */
  claimed: boolean;
  lease_seconds: number;
};

/** `claimed`: make it now. `lapsed`: the process that made it is gone. `busy`: that process still runs. `over`: no step waits for it. */
export type ClaimedPortCall =
  | { result: "busy" | "over" }
  | {
      result: "claimed" | "lapsed";
      interaction: string;
      flowVersion: string;
      visit: number;
      port: PortName;
      request: Json;
      secondsLeft: number;
      at: string;
    };
