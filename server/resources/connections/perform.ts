import { setTimeout as pause } from "node:timers/promises";
import { REPEATABLE } from "@/components/connection/action";
import type { PortAnswer } from "@/engine/contract";
import { requestWithRedirects } from "../../platform/outbound/follow";
import type { Http, HttpResponse } from "../../ports/http";
import { hideSecrets, readAnswer } from "./answer";
import { type Credentials, credentialsFor } from "./credentials";
import { faultOf, type Refusal } from "./faults";
import type { ResolvedAction } from "./open-connection";
import { type RenderedRequest, renderRequest } from "./request";

/** The service is there and asks to be tried again, or something before it is. */
const TRANSIENT_STATUS = new Set([502, 503, 504]);
const FIRST_PAUSE_MS = 150;

export type PerformOptions = {
  inputs: Record<string, unknown>;
  idempotencyKey: string;
  /** What "now" means to the templates. */
  at: string;
  /** At most; the action's own timeout counts if it is shorter. */
  timeoutMs: number;
  signal: AbortSignal;
};

/** `raw`: the answer as it came, secrets hidden; null if there was none. */
export type Performed = { answer: PortAnswer; raw: { status: number; body: string } | null };

/** Asks the service what the action says, and reads its answer. Ends on time, never throws. */
export async function perform(
  http: Http,
  { connection, action }: ResolvedAction,
  options: PerformOptions,
): Promise<Performed> {
  const { inputs, idempotencyKey, at } = options;
  const rendered = renderRequest(connection.baseUrl, action, inputs, at);
  if (!rendered.ok) return { answer: { ok: false, code: "invalid_input", message: rendered.message }, raw: null };
  const timeoutMs = Math.min(options.timeoutMs, action.timeout_seconds * 1000);
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(timeoutMs)]);
  const { request } = rendered;
  request.headers["idempotency-key"] = idempotencyKey;
  const send = async (refused: string | null): Promise<Sent> => {
    const got = await credentialsFor(http, connection, signal, refused);
    if (!got.ok) return { ok: false, refusal: got };
    const { credentials } = got;
    const headers = { ...request.headers, ...credentials.headers };
    const sent = await sendOnce(http, { ...request, headers }, timeoutMs, signal);
    return sent.ok ? { ...sent, credentials } : sent;
  };
  const sent = await sendWithRetries(send, REPEATABLE.has(action.method) ? action.retries : 0, signal);
  // A token can be withdrawn before its time: one refusal is answered with a new one.
  const stale = sent.ok && sent.response.status === 401 ? sent.credentials?.token : undefined;
  const last = stale === undefined ? sent : await send(stale);
  if (!last.ok) return { answer: last.refusal, raw: null };
  const body = hideSecrets(last.response.body, last.credentials?.secrets ?? []);
  const { status } = last.response;
  return { answer: readAnswer(action, { status, body }), raw: { status, body } };
}

type Sent = { ok: true; response: HttpResponse; credentials?: Credentials } | { ok: false; refusal: Refusal };

async function sendOnce(
  http: Http,
  { method, url, headers, body }: RenderedRequest,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Sent> {
  try {
    const optionalBody = body === undefined ? {} : { body };
    return {
      ok: true,
      response: await requestWithRedirects(http, { method, url, headers, ...optionalBody, timeoutMs, signal }),
    };
  } catch (error) {
    return { ok: false, refusal: faultOf(error, signal) };
  }
}

/** Again, after a growing pause, where nothing was reached or the service is overloaded; never past the time there is. */
async function sendWithRetries(
  send: (refused: null) => Promise<Sent>,
  retries: number,
  signal: AbortSignal,
): Promise<Sent> {
  let sent = await send(null);
  for (let retry = 0; retry < retries && isTransient(sent); retry += 1) {
    const paused = await pause(FIRST_PAUSE_MS * 3 ** retry, true, { signal }).catch(() => false);
    if (!paused) return { ok: false, refusal: faultOf(signal.reason, signal) };
    sent = await send(null);
  }
  return sent;
}

function isTransient(sent: Sent): boolean {
  return sent.ok ? TRANSIENT_STATUS.has(sent.response.status) : sent.refusal.code === "unreachable";
}
