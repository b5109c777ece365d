import { isDatabaseUnavailable } from "../platform/database-unavailable";
import { env } from "../platform/env";
import { isPatchcordError } from "../platform/errors";
import { accountOfToken } from "../platform/ids/ids";
import { log } from "../platform/log";
import { metrics } from "../platform/metrics";
import { traced } from "../platform/tracing/trace";
import { DETECT_MACHINE_PARAMETER, FETCHED_PARAMETER, PART_PARAMETER } from "../ports/addresses";
import type { AccountId } from "../ports/ids";
import type { CallMessage, CallStatus, CarrierRow, VoiceAdapter } from "../ports/voice";
import { type AgentRequest, answerAgent } from "../runtime/callback/agent-document";
import { answerLeg } from "../runtime/webhook/agent-leg";
import { handleCallStatus, handleLegStatus } from "../runtime/webhook/call-status";
import { answerDocument, type DocumentRequest } from "../runtime/webhook/document";
import { documentLost } from "../runtime/webhook/document-lost";
import { carrierOf, fallbackDocument, fallbackMessage, runtime } from "../wiring";

/** A carrier's form has a few hundred bytes, so a larger body is surely none. */
const MAX_BODY_BYTES = 64 * 1024;
/** The carrier waits 4 s for an answer, so our 503 must be sent before. */
const ANSWER_WITHIN_MS = 3400;

type Address =
  | { what: "answer" | "status" | "agent/answer" | "agent/key" | "agent/left"; carrier: string; token: string }
  | {
      what: "next" | "forward" | "leg" | "whisper" | "accept";
      carrier: string;
      token: string;
      visit: number;
      turn: number;
    };

const PATH =
  /^\/api\/voice\/([0-9a-f-]{36})\/([A-Za-z0-9_-]{43})\/(?:(answer|status|agent\/(?:answer|key|left))|(\d{1,6})\.(\d{1,6})\/(next|forward|leg|whisper|accept))$/;

/** Answers a carrier's webhook. Checks signature and account first: a request without them gets 403 and changes nothing. */
export async function handleVoice(request: Request, url: URL): Promise<Response> {
  if (url.pathname === "/api/voice/fallback") return answerFallback(request);
  const address = parseAddress(url.pathname);
  const account = address && accountOfToken(address.token);
  if (request.method !== "POST" || !address || !account) return reject("unknown_address");
  try {
    const body = await request.text();
    if (body.length > MAX_BODY_BYTES) return reject("too_large");
    const { row, adapter } = await carrierOf(account, address.carrier);
    const received = { url: request.url, headers: request.headers, body, form: new URLSearchParams(body) };
    if (!adapter.verify(received, env().PUBLIC_URL, row)) return reject("signature");
    const message = adapter.parse(received);
    if (!message || message.carrierAccount !== row.accountSid) return reject("account");
    return await withTimeLimit(
      traced({ kind: "internal", name: `carrier: ${address.what}` }, () =>
        answer(account, adapter, row, address, url, message),
      ),
      tryAgainLater,
    );
  } catch (error) {
    if (isPatchcordError(error) && error.code === "not_found") return reject("unknown_address");
    if (!isDatabaseUnavailable(error) && !isPatchcordError(error)) log.error({ err: error }, "a webhook failed");
    return tryAgainLater();
  }
}

/** The apology, whatever happens; what the carrier says of the document that it could not have is written down where it can be. */
async function answerFallback(request: Request): Promise<Response> {
  await withTimeLimit(noteLostDocument(request), () => undefined).catch((error: unknown) => {
    if (!isDatabaseUnavailable(error) && !isPatchcordError(error))
      log.error({ err: error }, "a lost document could not be written down");
  });
  return document(fallbackDocument(), "text/xml; charset=utf-8");
}

async function noteLostDocument(request: Request): Promise<void> {
  if (request.method !== "POST") return;
  const body = await request.text();
  const received = { url: request.url, headers: request.headers, body, form: new URLSearchParams(body) };
  const message = body.length > MAX_BODY_BYTES ? null : fallbackMessage(received);
  const lost = message?.documentError;
  const address = lost && parseAddress(URL.parse(lost.url)?.pathname ?? "");
  const account = address && accountOfToken(address.token);
  if (!message || !lost || !address || !account) return;
  const { row, adapter } = await carrierOf(account, address.carrier);
  if (!adapter.verify(received, env().PUBLIC_URL, row) || message.carrierAccount !== row.accountSid)
    return metrics.webhookRejected.inc({ reason: "signature" });
  metrics.documentsLost.inc({ code: String(lost.code) });
  const at = URL.parse(lost.url)?.origin;
  log.error(
    { carrier: row.id, call: message.callId, code: lost.code, at },
    "a carrier could not have a document of ours",
  );
  await documentLost(runtime(), account, adapter, row.id, address.token, message, lost);
}

/** 503: the carrier repeats the request, and after its last try requests the fallback address. */
function tryAgainLater(): Response {
  return new Response(null, { status: 503, headers: { "Retry-After": "1", "Cache-Control": "no-store" } });
}

/** `late` where the work takes too long; it goes on. A burst still commits then, so that the carrier's next try gets its answer. */
function withTimeLimit<Done>(work: Promise<Done>, late: () => Done): Promise<Done> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(late()), ANSWER_WITHIN_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

async function answer(
  account: AccountId,
  adapter: VoiceAdapter,
  row: CarrierRow,
  address: Address,
  url: URL,
  message: CallMessage,
): Promise<Response> {
  if (address.what === "status") {
    await handleCallStatus(
      runtime(),
      account,
      adapter,
      row.id,
      address.token,
      message,
      url.searchParams.has(DETECT_MACHINE_PARAMETER),
    );
    return new Response(null, { status: 204 });
  }
  if (address.what === "agent/answer" || address.what === "agent/key" || address.what === "agent/left") {
    const at = address.what.slice("agent/".length) as AgentRequest["at"];
    const text = await answerAgent(runtime(), account, adapter, row.id, { token: address.token, at }, message);
    return document(text, adapter.contentType);
  }
  if (address.what === "leg") {
    await handleLegStatus(runtime(), account, address.token, address.turn, message);
    return new Response(null, { status: 204 });
  }
  if (address.what === "whisper" || address.what === "accept") {
    const { what: at, token, visit, turn } = address;
    const request = { token, visit, turn, at, part: numberIn(url, PART_PARAMETER) };
    const text = await answerLeg(runtime(), account, adapter, row.id, request, message);
    return document(text, adapter.contentType);
  }
  const { request, effective } = documentRequest(address, url, message);
  return document(await answerDocument(runtime(), account, adapter, row.id, request, effective), adapter.contentType);
}

/** The request's place in the call and its message. A forward that was held comes back with the carrier's first message in its URL. */
function documentRequest(
  address: Address,
  url: URL,
  message: CallMessage,
): { request: DocumentRequest; effective: CallMessage } {
  const { token } = address;
  if (address.what === "answer") return { request: { token, at: "answer" }, effective: message };
  const { what, visit, turn } = address as Extract<Address, { visit: number }>;
  const tries = Number(url.searchParams.get("tries") ?? 0);
  const part = numberIn(url, PART_PARAMETER);
  const fetched = url.searchParams.has(FETCHED_PARAMETER);
  const request = { token, at: what === "forward" ? "forward" : "next", visit, turn, tries, part, fetched } as const;
  if (tries === 0) return { request, effective: message };
  const status = url.searchParams.get("status") as CallStatus | null;
  return {
    request,
    // Held is only a forward of which the carrier has told neither a bridge nor seconds of talk.
    effective: { ...message, forward: { status, callId: url.searchParams.get("leg"), bridged: null, seconds: null } },
  };
}

/** A small number in the query; 0 for none. */
function numberIn(url: URL, name: string): number {
  const text = url.searchParams.get(name) ?? "";
  return /^\d{1,3}$/.test(text) ? Number(text) : 0;
}

function parseAddress(path: string): Address | null {
  const match = PATH.exec(path);
  if (!match) return null;
  const [, carrier = "", token = "", plain, visit, turn, placed] = match;
  if (plain) return { what: plain as "answer", carrier, token };
  return { what: placed as "next", carrier, token, visit: Number(visit), turn: Number(turn) };
}

function document(text: string, contentType: string): Response {
  return new Response(text, { headers: { "Content-Type": contentType, "Cache-Control": "no-store" } });
}

function reject(reason: string): Response {
  metrics.webhookRejected.inc({ reason });
  return new Response(null, { status: 403 });
}
