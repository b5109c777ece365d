import { randomUUID } from "node:crypto";
import type { Method, Params } from "./call";
import type { Carrier } from "./carrier";
import { connectionOverrides, type Failure, retryable } from "./connection-overrides";
import type { Fault } from "./faults";
import { HttpFailure, type Reply } from "./http-client";
import { signatureHeaders } from "./signature";

export interface Webhook {
  account: string;
  url: URL;
  method: Method;
  params: Params;
  /** Called before each attempt, for faults that lose the request or its response. */
  faultForAttempt?: () => Fault | undefined;
}

export interface Delivery {
  reply?: Reply;
  failure?: Failure;
  message?: string;
  attempts: number;
}

/** Signs and sends a webhook, with the retries of its connection overrides; in flight for the clock meanwhile. Never throws. */
export function deliver(carrier: Carrier, webhook: Webhook): Promise<Delivery> {
  return carrier.clock.track(deliverWithRetries(carrier, webhook));
}

async function deliverWithRetries(carrier: Carrier, webhook: Webhook): Promise<Delivery> {
  const overrides = connectionOverrides(webhook.url);
  const deadline = Date.now() + overrides.total;
  const { url, headers, body } = signedRequest(carrier, webhook);
  for (let attempts = 1; ; attempts++) {
    const result = await attemptOnce(carrier, webhook, url, {
      method: webhook.method,
      headers,
      body,
      connect: overrides.connect,
      read: overrides.read,
      total: Math.max(1, deadline - Date.now()),
    });
    const outcome = result.failure ?? result.reply?.status ?? 0;
    const more = attempts <= overrides.retries && Date.now() < deadline;
    if (!more || !retryable(overrides.policy, outcome)) return { ...result, attempts };
  }
}

async function attemptOnce(
  carrier: Carrier,
  webhook: Webhook,
  url: URL,
  request: Parameters<Carrier["http"]["send"]>[1],
): Promise<Omit<Delivery, "attempts">> {
  const fault = webhook.faultForAttempt?.();
  if (fault?.effect === "drop") return { failure: "ct", message: "dropped by a fault rule" };
  try {
    const reply = await carrier.http.send(url, request);
    if (fault?.effect === "lose_answer") return { failure: "rt", message: "answer lost by a fault rule" };
    return { reply };
  } catch (error) {
    // Any other error means that the request could not be sent.
    return { failure: error instanceof HttpFailure ? error.kind : "ct", message: String(error) };
  }
}

function signedRequest(carrier: Carrier, { account, url, method, params }: Webhook) {
  const target = new URL(url);
  target.hash = "";
  const signer = carrier.accounts.get(account);
  const headers: Record<string, string> = {
    "User-Agent": "TwilioProxy/1.1 (Patchcord sandbox carrier)",
    Accept: "*/*",
    // The same for every attempt of one webhook, so that a server recognises a retry.
    "I-Twilio-Idempotency-Token": randomUUID(),
  };
  if (method === "GET") {
    const query = new URLSearchParams(params).toString();
    target.search = target.search ? `${target.search}&${query}` : query;
    return { url: target, headers: { ...headers, ...signatureHeaders(signer, target.href) }, body: undefined };
  }
  const body = new URLSearchParams(params).toString();
  headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8";
  headers["Content-Length"] = String(Buffer.byteLength(body));
  return { url: target, headers: { ...headers, ...signatureHeaders(signer, target.href, params) }, body };
}
