import type { Call, DocumentRequest, Method, Params } from "../../world/call";
import type { Carrier } from "../../world/carrier";
import type { Clock } from "../../world/clock";
import { DocumentError } from "../document/document-error";
import type { Verb } from "../document/parse";

export type RunEnd = "finished" | "hung_up" | "left";

/** Where a verb acts: which leg, under which document. */
export interface Execution {
  carrier: Carrier;
  call: Call;
  /** The current document's address, against which relative ones resolve; none when it was given inline. */
  url: string | undefined;
  method: Method;
  /** Aborted when the leg ends or is sent elsewhere. */
  signal: AbortSignal;
  /** A Number's document, run for the called party before the bridge. */
  whisper: boolean;
  /** Runs documents on another leg: Dial cannot import the runner, which imports Dial. */
  run(call: Call, first: DocumentRequest, whisper: boolean): Promise<RunEnd>;
}

/** What a verb leads to: another document, the end of the call, or (undefined) the next verb. */
export type NextStep = { go: DocumentRequest } | "hang_up" | undefined;

export type VerbHandler = (execution: Execution, verb: Verb) => Promise<NextStep> | NextStep;

/** Waits on the sandbox's clock; rejects with the signal's reason when that comes first. */
export function pause(clock: Clock, signal: AbortSignal, seconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = () => {
      timer.cancel();
      reject(signal.reason);
    };
    const timer = clock.after(seconds, () => {
      signal.removeEventListener("abort", stop);
      resolve();
    });
    signal.addEventListener("abort", stop, { once: true });
  });
}

/** `work`, unless the signal comes first. */
export function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

/** An action or Redirect address; empty means the current document. Throws DocumentError 11100 when it is not one. */
export function goTo(
  execution: Execution,
  address: string | undefined,
  method: string | undefined,
  params?: Params,
): NextStep {
  return {
    go: { url: resolveUrl(execution, address), method: method?.toUpperCase() === "GET" ? "GET" : "POST", params },
  };
}

export function resolveUrl(execution: Execution, address: string | undefined): string {
  const url = URL.parse(address?.trim() || execution.url || "", execution.url);
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new DocumentError(11100, `Invalid URL format: ${address ?? ""}`, address);
  }
  return url.href;
}

/** A numeric attribute, or what it is without one. */
export function numberAttribute(verb: Verb, name: string, standard: number): number {
  const value = Number(verb.attributes[name]);
  return verb.attributes[name] === undefined || Number.isNaN(value) ? standard : value;
}
