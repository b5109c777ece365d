import type { HttpFile } from "../../../ports/http";
import { faultOf } from "../../connections/faults";
import { signedHeaders } from "./sign";

/** How long an endpoint has to answer. */
const TIMEOUT_MS = 10_000;
/** How much of an answer is kept. */
const KEPT_BYTES = 1024;

/** `secrets`: each signs. `id`: the event's. */
export type Message = { url: string; secrets: string[]; headers: Record<string, string>; id: string; body: string };

/** What came of a request. `status` null: no answer, and `error` says why. `retryAfter`: seconds that the endpoint asks for. */
export type Sent = {
  status: number | null;
  error: string | null;
  answer: string | null;
  milliseconds: number;
  retryAfter: number;
};

/** Posts a message and waits for the status and the beginning of the answer. Follows no redirect, and never throws. */
export async function send(http: HttpFile, { url, secrets, headers, id, body }: Message): Promise<Sent> {
  const began = performance.now();
  const took = () => Math.round(performance.now() - began);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const signed = signedHeaders(secrets, id, Math.floor(Date.now() / 1000), body);
    const own = { "content-type": "application/json", "user-agent": "Patchcord-Webhooks/1", ...signed };
    const wanted = { timeoutMs: TIMEOUT_MS, signal, firstBytes: KEPT_BYTES };
    const response = await http({ method: "POST", url, headers: { ...headers, ...own }, body, ...wanted });
    const { status } = response;
    const error = isSuccess(status) ? null : `It answered ${status}.`;
    const retryAfter = secondsOf(response.headers["retry-after"]);
    return { status, error, answer: textOf(response.bytes), milliseconds: took(), retryAfter };
  } catch (error) {
    const { message } = faultOf(error, signal);
    return { status: null, error: message, answer: null, milliseconds: took(), retryAfter: 0 };
  }
}

export const isSuccess = (status: number | null): boolean => status !== null && status >= 200 && status < 300;

/** Text that a row can hold; null for none. */
const textOf = (bytes: Uint8Array): string | null => new TextDecoder().decode(bytes).replaceAll("\0", "") || null;

function secondsOf(header: string | string[] | undefined): number {
  const seconds = Number(header);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}
