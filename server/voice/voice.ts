import { isDatabaseUnavailable } from "../platform/database-unavailable";
import { env } from "../platform/env";
import { isPatchcordError } from "../platform/errors";
import { accountOfToken } from "../platform/ids/ids";
import { log } from "../platform/log";
import { metrics } from "../platform/metrics";
import { DETECT_MACHINE_PARAMETER } from "../ports/addresses";
import type { AccountId } from "../ports/ids";
import type { CallMessage, CallStatus, CarrierRow, VoiceAdapter } from "../ports/voice";
import { type AgentRequest, answerAgent } from "../runtime/callback/agent-document";
import { answerLeg } from "../runtime/webhook/agent-leg";
import { callStatus, legStatus } from "../runtime/webhook/call-status";
import { answerDocument, type DocumentRequest } from "../runtime/webhook/document";
import { carrierOf, fallbackDocument, runtime } from "../wiring";

/** A carrier's form is a few hundred bytes; this much is surely none. */
const MAX_BODY_BYTES = 64 * 1024;
/** The carrier gives up on an answer after 4 s and asks again: by then it must have had our 503. */
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

/** A carrier's webhook: signature first, then what it says. Whatever is not proved changes nothing. */
export async function handleVoice(request: Request, url: URL): Promise<Response> {
  if (url.pathname === "/api/voice/fallback") return document(fallbackDocument(), "text/xml; charset=utf-8");
  const address = parseAddress(url.pathname);
  const account = address && accountOfToken(address.token);
  if (request.method !== "POST" || !address || !account) return refused("unknown_address");
  try {
    const body = await request.text();
    if (body.length > MAX_BODY_BYTES) return refused("too_large");
    const { row, adapter } = await carrierOf(account, address.carrier);
    const received = { url: request.url, headers: request.headers, body };
    if (!adapter.verify(received, env().PUBLIC_URL, row.tokens)) return refused("signature");
    const message = adapter.parse(received);
    if (!message || message.carrierAccount !== row.accountSid) return refused("account");
    return await inTime(answer(account, adapter, row, address, url, message));
  } catch (error) {
    if (isPatchcordError(error) && error.code === "not_found") return refused("unknown_address");
    if (!isDatabaseUnavailable(error) && !isPatchcordError(error)) log.error({ err: error }, "a webhook failed");
    return later();
  }
}

/** The carrier asks again; what it hears in the end, if need be, is the fallback address. */
function later(): Response {
  return new Response(null, { status: 503, headers: { "Retry-After": "1", "Cache-Control": "no-store" } });
}

/** A burst that is too slow still commits; the carrier's next try then finds its answer stored. */
function inTime(answering: Promise<Response>): Promise<Response> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => resolve(later()), ANSWER_WITHIN_MS);
    answering.then(resolve, reject).finally(() => clearTimeout(late));
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
    await callStatus(
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
    await legStatus(runtime(), account, address.token, address.turn, message);
    return new Response(null, { status: 204 });
  }
  if (address.what === "whisper" || address.what === "accept") {
    const { what: at, token, visit, turn } = address;
    const heard = await answerLeg(runtime(), account, adapter, row.id, { token, visit, turn, at }, message);
    return document(heard, adapter.contentType);
  }
  const { request, said } = documentRequest(address, url, message);
  return document(await answerDocument(runtime(), account, adapter, row.id, request, said), adapter.contentType);
}

/** A forward that was held comes back with the carrier's first word in its address. */
function documentRequest(
  address: Address,
  url: URL,
  message: CallMessage,
): { request: DocumentRequest; said: CallMessage } {
  const { token } = address;
  if (address.what === "answer") return { request: { token, at: "answer" }, said: message };
  const { what, visit, turn } = address as Extract<Address, { visit: number }>;
  const tries = Number(url.searchParams.get("tries") ?? 0);
  const request = { token, at: what === "forward" ? "forward" : "next", visit, turn, tries } as const;
  if (tries === 0) return { request, said: message };
  const status = (url.searchParams.get("status") || null) as CallStatus | null;
  return {
    request,
    said: { ...message, forward: { status, callId: url.searchParams.get("leg") || null, bridged: null } },
  };
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

function refused(reason: string): Response {
  metrics.webhookRejected.inc({ reason });
  return new Response(null, { status: 403 });
}
