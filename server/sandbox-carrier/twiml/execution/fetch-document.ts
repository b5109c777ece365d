import type { Call, DocumentRequest, Params } from "../../world/call";
import { callParams } from "../../world/call-params";
import type { Carrier } from "../../world/carrier";
import type { Fault } from "../../world/faults";
import { logCall, logError } from "../../world/log-call";
import { type Delivery, deliver } from "../../world/webhook";
import { DocumentError } from "../document/document-error";
import { schemaWarnings } from "../document/grammar";
import { parseTwiml, pretty, type Verb } from "../document/parse";

const XML = /^(text\/xml|application\/xml|text\/html|application\/[\w.-]+\+xml)\b/i;

/** Fetches a document, or takes the inline one, and parses it. Throws DocumentError with Twilio's code where that fails. */
export async function fetchDocument(carrier: Carrier, call: Call, request: DocumentRequest): Promise<Verb[]> {
  const body = request.twiml ?? bodyOf(await requestDocument(carrier, call, request), request.url);
  const verbs = parseTwiml(body);
  carrier.phones.notify(call, "twiml", { url: request.url ?? null, twiml: pretty(verbs) });
  for (const warning of schemaWarnings(verbs)) {
    logError(carrier, call, 12200, `Schema validation warning: ${warning}`, request.url);
  }
  return verbs;
}

/** Requests a document with the call's present parameters, and logs request and answer. Never throws. */
export async function requestDocument(carrier: Carrier, call: Call, request: DocumentRequest): Promise<Delivery> {
  const url = request.url ?? "";
  const { account, to } = call.request;
  const params: Params = { ...callParams(call), ...request.params };
  const fault = () => carrier.faults.strike("document", { account, to, status: call.status, url });
  const send = (faultForAttempt?: () => Fault | undefined) =>
    deliver(carrier, { account, url: new URL(url), method: request.method, params, faultForAttempt });
  const first = fault();
  if (first) logCall(carrier, call, "fault", { url, fault: first.effect });
  if (first?.effect === "delay") {
    await new Promise<void>((resolve) => carrier.clock.after(first.seconds, resolve));
  }
  let pending: Fault | undefined = first;
  // The fault of the first attempt is drawn above; each retry draws its own.
  const delivery = send(() => {
    const struck = pending ?? fault();
    pending = undefined;
    return struck;
  });
  // `duplicate` sends the request twice, as two of the carrier's servers would; the second answer is thrown away.
  const [answer] = await Promise.all([delivery, first?.effect === "duplicate" ? send() : undefined]);
  logCall(carrier, call, "document", {
    url,
    status: params.CallStatus,
    http: answer.reply?.status ?? 0,
    attempts: answer.attempts,
    ...(answer.reply && { twiml: answer.reply.body }),
  });
  return answer;
}

function bodyOf({ reply, failure, message }: Delivery, url: string | undefined): string {
  if (!reply) throw new DocumentError(failure === "ct" ? 11205 : 11200, `HTTP connection failure: ${message}`, url);
  if (reply.status < 200 || reply.status > 299) {
    throw new DocumentError(11200, `HTTP retrieval failure: got HTTP ${reply.status}`, url);
  }
  if (!XML.test(reply.contentType)) {
    throw new DocumentError(12300, `Invalid Content-Type: ${reply.contentType || "none"}`, url);
  }
  return reply.body;
}
