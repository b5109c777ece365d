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
import { addressOf } from "./addresses";
import type { Capabilities } from "./capabilities";
import { readAnswer, reasonOf } from "./carrier-error";
import { check } from "./check";
import { createFailure } from "./create-failure";
import { type CarrierClock, canBe, carrierClock, searchedFrom } from "./find-calls";
import { answeredBy, callStatus } from "./parse";
import { signedInByKey } from "./signed-in";

const MAX_CALLS_FOUND = 50;

/** The official client over `http`, with the row's base URL in place of Twilio's. */
export function client(row: CarrierRow, capabilities: Capabilities, http: Http): VoiceClient {
  const httpClient = new RowHttpClient(row.baseUrl, http);
  const official = signedInByKey(row, httpClient);
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
          statusCallbackEvent: callEvents(call),
          fallbackUrl: addresses.fallback,
          timeout: call.ringSeconds,
          timeLimit: call.timeLimitSeconds,
          ...(call.sendDigits ? { sendDigits: call.sendDigits } : {}),
          ...(call.detectMachine && capabilities.answeringMachineDetection ? { machineDetection: "Enable" } : {}),
        });
        return made.sid
          ? { result: "placed", callId: made.sid }
          : { result: "unknown", reason: "The carrier's answer names no call." };
      } catch (error) {
        return createFailure(error);
      }
    },
    async fetchCall(callId) {
      return calls(callId).fetch().then(facts, nullIfNoCall);
    },
    async findCalls({ from, to, secondsAgo }) {
      const between = { from, to, limit: MAX_CALLS_FOUND };
      const began = performance.now();
      // A call that is still queued has no start time, and one list holds no more than the newest.
      const lists = await Promise.all([
        calls.list(between),
        calls.list({ ...between, startTimeAfter: searchedFrom(secondsAgo) }),
      ]);
      const age = { atLeast: secondsAgo, atMost: secondsAgo + (performance.now() - began) / 1000 };
      const known = new Map(lists.flat().map((call) => [call.sid, call]));
      return [...known.values()].filter((call) => canBe(call, age, httpClient.carrierNow())).map(facts);
    },
    async endCall(callId, how) {
      return calls(callId)
        .update({ status: how === "cancel" ? "canceled" : "completed" })
        .then(facts, nullIfNoCall);
    },
    async redirectCall(callId, address) {
      return calls(callId)
        .update({ url: address + capabilities.documentRetry, method: "POST" })
        .then(facts, nullIfNoCall);
    },
    check: (use) => check(row, official, httpClient, use),
  };
}

/** The document request tells that a call was answered; with machine detection it comes too late for that, so `answered` is asked for. */
function callEvents({ detectMachine }: NewCall): string[] {
  return ["initiated", "ringing", ...(detectMachine ? ["answered"] : []), "completed"];
}

class RowHttpClient extends twilio.RequestClient {
  #carrierClock: CarrierClock | null = null;

  constructor(
    private readonly base: string,
    private readonly http: Http,
  ) {
    super();
  }

  /** The carrier's present moment, by the clock that its last answer told; our own where it has told none. */
  carrierNow(): number {
    return this.#carrierClock ? this.#carrierClock.date + performance.now() - this.#carrierClock.readAt : Date.now();
  }

  // The official client builds URLs of Twilio's hosts; the row's base URL replaces them.
  override async request(options: Parameters<InstanceType<typeof twilio.RequestClient>["request"]>[0]) {
    const address = new URL(addressOf(options.uri, this.base));
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
    const response = await this.http(request);
    const { status, headers: received } = response;
    this.#carrierClock = carrierClock(received) ?? this.#carrierClock;
    // Read here, since the official client's errors know neither headers nor an answer that is no JSON.
    const body = readAnswer(response, this.carrierNow());
    return { statusCode: status, body: body as never, headers: received as never, toString: () => `HTTP ${status}` };
  }
}

function append(to: URLSearchParams, name: string, value: unknown): void {
  for (const item of Array.isArray(value) ? value : [value])
    if (item !== undefined && item !== null) to.append(name, String(item));
}

/** Null for the error of a call that the carrier does not know, or that is over and cannot be changed; any other is thrown in our words. */
function nullIfNoCall(error: unknown): null {
  const { code } = error as { code?: unknown };
  // A 404 without the carrier's code is somebody else's: a proxy, or another service at the row's address.
  if (code === 20404 || code === 21220) return null;
  throw new Error(reasonOf(error));
}

type CallInstance = Awaited<ReturnType<ReturnType<typeof twilio>["calls"]["create"]>>;

function facts(call: CallInstance): CarrierFacts {
  return {
    callId: call.sid,
    status: callStatus(call.status) ?? "failed",
    // Only status callbacks carry a SIP code, the REST resource does not.
    sipCode: null,
    answeredBy: answeredBy(call.answeredBy),
    durationSeconds: call.duration ? Number(call.duration) : null,
  };
}
