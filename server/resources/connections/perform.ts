import { setTimeout as pause } from "node:timers/promises";
import { REPEATABLE } from "@/components/connection/action";
import type { PortAnswer } from "@/engine/contract";
import { requestWithRedirects } from "../../platform/outbound/follow";
import { traceparent } from "../../platform/tracing/trace";
import type { Http, HttpResponse } from "../../ports/http";
import { hideSecrets, readAnswer } from "./answer";
import { type Credentials, credentialsFor } from "./credentials";
import { faultOf, type Refusal } from "./faults";
import type { ResolvedAction } from "./open-connection";
import { type RenderedRequest, renderRequest } from "./request";

/** HTTP statuses after which the same request may succeed: the service, or a proxy before it, is overloaded. */
const TRANSIENT_STATUS = new Set([502, 503, 504]);
const TRANSIENT_FAULT = new Set(["unreachable", "answer_lost"]);
const FIRST_PAUSE_MS = 150;

export type PerformOptions = {
  inputs: Record<string, unknown>;
  idempotencyKey: string;
  /** "now" in templates means this moment, ISO 8601 UTC. */
  at: string;
  /** The longest time; the action's own timeout applies where it is shorter. */
  timeoutMs: number;
  signal: AbortSignal;
};

/** `raw`: the service's answer with secrets hidden; null where there was none. */
export type Performed = { answer: PortAnswer; raw: { status: number; body: string } | null };

/** Sends the action's request to the service and reads the answer. Ends within the timeout, and never throws. */
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
  const trace = traceparent();
  if (trace) request.headers.traceparent ??= trace;
  const send = async (refused: string | null): Promise<Sent> => {
    const got = await credentialsFor(http, connection, signal, refused);
    if (!got.ok) return { ok: false, refusal: got };
    const { credentials } = got;
    const headers = { ...request.headers, ...credentials.headers };
    const sent = await sendOnce(http, { ...request, headers }, timeoutMs, signal);
    return sent.ok ? { ...sent, credentials } : sent;
  };
  const sent = await sendWithRetries(send, REPEATABLE.has(action.method) ? action.retries : 0, signal);
  // A token can be revoked before it expires, so after one 401 the request is sent again with a new token.
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

/** Sends a request, and again after growing pauses where the service was not reached or is overloaded, until `signal` aborts. */
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
  return sent.ok ? TRANSIENT_STATUS.has(sent.response.status) : TRANSIENT_FAULT.has(sent.refusal.code);
}
