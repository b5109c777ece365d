import twilio from "twilio";
import type { Http, HttpRequest } from "../../ports/http";
import {
  type CarrierFacts,
  type CarrierRow,
  CREATE_TIMEOUT_SECONDS,
  type CreateCallResult,
  type NewCall,
  type VoiceClient,
} from "../../ports/voice";
import type { Capabilities } from "./capabilities";
import { classifyRefusal } from "./classify";
import { answeredBy, callStatus } from "./parse";

const OFFICIAL = "https://api.twilio.com";
/** Network faults in which the request surely never reached the carrier. */
const NOT_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);
/** How far around the moment of dialling a call in doubt is looked for. */
const LOOK_AROUND_MS = 60_000;
const LOOK_AT_MOST = 50;

/** The official client, sent to the row's base URL through the guard for addresses that accounts set. */
export function client(row: CarrierRow, capabilities: Capabilities, http: Http): VoiceClient {
  const official = twilio(row.accountSid, row.tokens[0], { httpClient: new HttpAtBase(row.baseUrl, http) });
  const { calls } = official;

  return {
    async createCall(call: NewCall): Promise<CreateCallResult> {
      const { addresses } = call;
      try {
        const made = await calls.create({
          to: call.to,
          from: call.from,
          url: addresses.answer + capabilities.documentRetry,
          method: "POST",
          statusCallback: addresses.status + capabilities.callbackRetry,
          statusCallbackMethod: "POST",
          statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
          fallbackUrl: addresses.fallback,
          timeout: call.ringSeconds,
          timeLimit: call.timeLimitSeconds,
          ...(call.detectMachine && capabilities.answeringMachineDetection ? { machineDetection: "Enable" } : {}),
        });
        return made.sid
          ? { result: "placed", callId: made.sid }
          : { result: "unknown", reason: "The carrier's answer names no call." };
      } catch (error) {
        return whyNot(error);
      }
    },
    async fetchCall(callId) {
      return calls(callId).fetch().then(facts, gone);
    },
    async findCalls({ from, to, at }) {
      const startTimeAfter = new Date(at.getTime() - LOOK_AROUND_MS);
      const found = await calls.list({ from, to, startTimeAfter, limit: LOOK_AT_MOST });
      return found.filter((call) => !call.parentCallSid).map(facts);
    },
    async endCall(callId, how) {
      return calls(callId)
        .update({ status: how === "cancel" ? "canceled" : "completed" })
        .then(facts, gone);
    },
  };
}

class HttpAtBase extends twilio.RequestClient {
  constructor(
    private readonly base: string,
    private readonly http: Http,
  ) {
    super();
  }
  // The official client builds addresses at its own host; the row says where the carrier really is.
  override async request(options: Parameters<InstanceType<typeof twilio.RequestClient>["request"]>[0]) {
    const address = new URL(options.uri.replace(OFFICIAL, this.base));
    for (const [name, value] of Object.entries((options.params ?? {}) as Record<string, unknown>))
      append(address.searchParams, name, value);
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries((options.data ?? {}) as Record<string, unknown>))
      append(form, name, value);
    const headers: Record<string, string> = {
      accept: "application/json",
      authorization: `Basic ${Buffer.from(`${options.username}:${options.password}`).toString("base64")}`,
    };
    const request: HttpRequest = {
      method: options.method.toUpperCase(),
      url: address.href,
      headers,
      timeoutMs: CREATE_TIMEOUT_SECONDS * 1000,
    };
    if (request.method === "POST") {
      headers["content-type"] = "application/x-www-form-urlencoded";
      request.body = form.toString();
    }
    const { status, body, headers: received } = await this.http(request);
    return { statusCode: status, body: body as never, headers: received as never, toString: () => `HTTP ${status}` };
  }
}

function append(to: URLSearchParams, name: string, value: unknown): void {
  for (const item of Array.isArray(value) ? value : [value])
    if (item !== undefined && item !== null) to.append(name, String(item));
}

function whyNot(error: unknown): CreateCallResult {
  const { status, code, message } = error as { status?: number; code?: number | string; message?: string };
  const reason = message ?? "The request for the call failed.";
  if (code === "ADDRESS_REFUSED")
    return { result: "refused", dialResult: "failed", code: null, fault: { code: "carrier_address", message: reason } };
  if (typeof code === "string" && NOT_SENT.has(code))
    return { result: "not_processed", reason, retryAfterSeconds: null };
  if (status === undefined || status >= 500 || status < 400) return { result: "unknown", reason };
  const carrierCode = typeof code === "number" ? code : null;
  if (status === 429 || carrierCode === 20429) return { result: "not_processed", reason, retryAfterSeconds: null };
  const { result, fault } = classifyRefusal(carrierCode, status, reason);
  return { result: "refused", dialResult: result, code: carrierCode, fault };
}

/** A call the carrier does not know, or will not change because it is over: null. Anything else is thrown. */
function gone(error: unknown): null {
  const { status, code } = error as { status?: number; code?: number };
  if (status === 404 || code === 20404 || code === 21220) return null;
  throw error;
}

type CallInstance = Awaited<ReturnType<ReturnType<typeof twilio>["calls"]["create"]>>;

function facts(call: CallInstance): CarrierFacts {
  return {
    callId: call.sid,
    status: callStatus(call.status) ?? "failed",
    // The REST resource carries no SIP code: only callbacks do.
    sipCode: null,
    answeredBy: answeredBy(call.answeredBy),
    durationSeconds: call.duration ? Number(call.duration) : null,
  };
}
