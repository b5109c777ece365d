import { cutText } from "@/engine/cut-text";
import { plainText } from "@/engine/plain-text";
import type { HttpResponse } from "../../ports/http";
import { isRefusedAuth } from "./classify";

/** Of what a carrier says of itself only so much is shown. */
const MAX_SAID = 200;
/** Twilio's codes for a request that was turned away before it was looked at: too many requests, too many calls at a time. */
const REFUSED_FOR_NOW = new Set([20429, 10004]);

/** The certificate's own faults, by Node's names for them. */
const UNTRUSTED = /CERT|ISSUER|SELF_SIGNED|UNABLE_TO_VERIFY|HOSTNAME_MISMATCH/;

/** An answer of the carrier's, or of something between, that is not what was asked for. `message` is the carrier's own. */
export class CarrierError extends Error {
  readonly status: number;
  /** The carrier's code; null where the answer has none, so that perhaps it is not the carrier's. */
  readonly code: number | null;
  readonly retryAfterSeconds: number | null;

  constructor({ status, headers, body }: HttpResponse, now: number) {
    const said = objectOf(body);
    super(typeof said?.message === "string" ? cutText(plainText(said.message), MAX_SAID) : "");
    this.status = status;
    this.code = typeof said?.code === "number" ? said.code : null;
    this.retryAfterSeconds = retryAfter(headers["retry-after"], now);
  }

  /** The request was surely not looked at, and may be sent again. */
  get isRefusedForNow(): boolean {
    return this.status === 429 || (this.code !== null && REFUSED_FOR_NOW.has(this.code));
  }
}

/** The object in an answer. Throws a CarrierError for one that is no success or holds none. `now`: milliseconds. */
export function readAnswer(response: HttpResponse, now: number): Record<string, unknown> {
  const { status, body } = response;
  const said = status >= 200 && status < 300 ? objectOf(body) : null;
  if (said === null) throw new CarrierError(response, now);
  return said;
}

/** Why a request failed, in the product's words and with every code that is known. */
export function reasonOf(error: unknown): string {
  if (error instanceof CarrierError) return reasonOfAnswer(error);
  const { code, name } = error as { code?: unknown; name?: string };
  if (name === "TimeoutError") return "The carrier did not answer in time.";
  if (typeof code !== "string") return "The request to the carrier failed.";
  if (code === "ECONNREFUSED") return `The carrier's address refuses connections (${code}). Check the base URL.`;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return `The carrier's host name cannot be looked up (${code}). Check the base URL.`;
  if (UNTRUSTED.test(code)) return `The carrier's certificate is not trusted (${code}). Check the base URL.`;
  if (code.startsWith("ERR_SSL") || code === "EPROTO")
    return `No secure connection to the carrier can be made (${code}). Check the base URL.`;
  return `The connection to the carrier failed (${code}).`;
}

function reasonOfAnswer(error: CarrierError): string {
  const { status, code, message } = error;
  if (error.isRefusedForNow) return `The carrier is refusing calls for now (${status === 429 ? status : code}).`;
  if (isRefusedAuth(code, status)) return `The carrier does not take the credentials (${codes(error)}).`;
  if (status < 300)
    return `What answers at the carrier's address is not a carrier of this kind (HTTP ${status}). Check the base URL.`;
  if (status < 400) return `The carrier's address leads elsewhere (HTTP ${status}). Check the base URL.`;
  return `The carrier answered with an error (${codes(error)})${message ? `: ${message}` : "."}`;
}

function codes({ status, code }: CarrierError): string {
  return code === null ? `HTTP ${status}` : `HTTP ${status}, code ${code}`;
}

function objectOf(body: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === "object" ? (parsed as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}

/** Seconds of a Retry-After, which is a number of them or a date (RFC 9110, 10.2.3). */
function retryAfter(value: string | string[] | undefined, now: number): number | null {
  const text = typeof value === "string" ? value.trim() : "";
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const until = Date.parse(text);
  return Number.isNaN(until) ? null : Math.max(0, (until - now) / 1000);
}
