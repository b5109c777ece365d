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

/** Fetches (or takes) a document and reads it. Throws DocumentError with Twilio's code when that fails. */
export async function fetchDocument(carrier: Carrier, call: Call, request: DocumentRequest): Promise<Verb[]> {
  const body = request.twiml ?? check(await askForDocument(carrier, call, request), request.url);
  const verbs = parseTwiml(body);
  carrier.phones.tell(call, "twiml", { url: request.url ?? null, twiml: pretty(verbs) });
  for (const warning of schemaWarnings(verbs)) {
    logError(carrier, call, 12200, `Schema validation warning: ${warning}`, request.url);
  }
  return verbs;
}

/** Asks for a document as the call now stands, and logs it; the caller may ignore the answer. Never throws. */
export async function askForDocument(carrier: Carrier, call: Call, request: DocumentRequest): Promise<Delivery> {
  const url = request.url ?? "";
  const { account, to } = call.request;
  const params: Params = { ...callParams(call), ...request.params };
  const fault = () => carrier.faults.take("document", { account, to, status: call.status, url });
  const send = (sabotage?: () => Fault | undefined) =>
    deliver(carrier, { account, url: new URL(url), method: request.method, params, sabotage });
  const first = fault();
  if (first) logCall(carrier, call, "fault", { url, fault: first.effect });
  if (first?.effect === "delay") {
    await new Promise<void>((resolve) => carrier.clock.after(first.seconds, resolve));
  }
  let pending: Fault | undefined = first;
  // The first try's fault is already known; each retry asks the rules again.
  const delivery = send(() => {
    const struck = pending ?? fault();
    pending = undefined;
    return struck;
  });
  // A redelivered document request: the answer to the second one is thrown away, as when two edges both asked.
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

function check({ reply, failure, message }: Delivery, url: string | undefined): string {
  if (!reply) throw new DocumentError(failure === "ct" ? 11205 : 11200, `HTTP connection failure: ${message}`, url);
  if (reply.status < 200 || reply.status > 299) {
    throw new DocumentError(11200, `HTTP retrieval failure: got HTTP ${reply.status}`, url);
  }
  if (!XML.test(reply.contentType)) {
    throw new DocumentError(12300, `Invalid Content-Type: ${reply.contentType || "none"}`, url);
  }
  return reply.body;
}
