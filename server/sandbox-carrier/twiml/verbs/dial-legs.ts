import type { Call, CallRequest, CallStatus, Method, StatusCallback } from "../../world/call";
import { endByCarrier, placeCall } from "../../world/call-lifecycle";
import { logCall, logError } from "../../world/log-call";
import { isE164 } from "../../world/phone-number";
import { areDigitsToSend, sendDigitsThen } from "../../world/send-digits";
import type { Verb } from "../document/parse";
import { type Execution, resolveUrl } from "../execution/execution";

export interface DialResult {
  status: CallStatus;
  leg?: Call;
  bridged: boolean;
}

interface DialRules {
  callerId: string;
  timeout: number;
  timeLimit: number;
}

/** The child legs of one Dial, from ringing to the end of the bridge. */
export class DialLegs {
  readonly legs: Call[] = [];
  #execution: Execution;
  #rules: DialRules;
  #winner: Call | undefined;
  #last: Call | undefined;
  #finish: (result: DialResult) => void = () => {};
  #result = new Promise<DialResult>((resolve) => {
    this.#finish = resolve;
  });

  constructor(execution: Execution, rules: DialRules) {
    this.#execution = execution;
    this.#rules = rules;
  }

  /** Dials a Number. Text that is no phone number gets no leg, so that the action has no DialCallSid. */
  ring(noun: Verb): void {
    const { carrier, call } = this.#execution;
    const to = noun.text.replace(/[\s().-]/g, "");
    if (!isE164(to)) {
      logError(
        carrier,
        call,
        13224,
        `Dial: Twilio does not support calling this number or the number is invalid: ${to}`,
      );
      return;
    }
    const whisper = noun.attributes.url && resolveUrl(this.#execution, noun.attributes.url);
    const leg = placeCall(carrier, this.#request(to, noun), {
      answered: (leg) =>
        sendDigitsThen(carrier, leg, () => {
          this.#onAnswered(leg, whisper, noun.attributes.method).catch((error: unknown) => {
            console.error("sandbox carrier failed", error);
            endByCarrier(carrier, leg);
          });
        }),
      ended: (leg) => this.#onEnded(leg),
    });
    leg.once("left", () => this.#onEnded(leg));
    this.legs.push(leg);
  }

  result(): Promise<DialResult> {
    if (this.legs.length === 0) this.#finish({ status: "failed", bridged: false });
    return this.#result;
  }

  /** The result so far, for a caller who hangs up during Dial. */
  state(): DialResult {
    const leg = this.#winner ?? this.#last ?? this.legs[0];
    return { status: leg?.status ?? "failed", leg, bridged: this.#winner !== undefined };
  }

  /** hangupOnStar: ends all legs when the caller presses the star. */
  hangUp(): void {
    for (const leg of this.legs) if (leg.live) endByCarrier(this.#execution.carrier, leg);
  }

  /** Ends Dial. A leg that REST redirected to a document of its own goes on. */
  close(): void {
    this.#execution.call.partner = undefined;
    for (const leg of this.legs) {
      leg.partner = undefined;
      if (leg.live && leg !== this.#last) endByCarrier(this.#execution.carrier, leg);
    }
  }

  #request(to: string, noun: Verb): CallRequest {
    const { call } = this.#execution;
    const { sendDigits } = noun.attributes;
    return {
      account: call.request.account,
      from: this.#rules.callerId,
      to,
      direction: "outbound-dial",
      parent: call,
      timeout: this.#rules.timeout,
      timeLimit: this.#rules.timeLimit,
      statusCallback: callbackOf(this.#execution, noun),
      ...(sendDigits && areDigitsToSend(sendDigits) ? { sendDigits } : {}),
    };
  }

  /** A leg was answered: runs its whisper, if it has one, then bridges it unless another leg was first. */
  async #onAnswered(leg: Call, whisper: string | undefined, method: string | undefined): Promise<void> {
    const { carrier, run } = this.#execution;
    if (whisper) {
      const end = await run(leg, { url: whisper, method: methodOf(method) }, true);
      if (end === "hung_up") return endByCarrier(carrier, leg);
      if (end === "left") return;
    }
    if (leg.live && !this.#winner) this.#bridge(leg);
  }

  #bridge(leg: Call): void {
    const { carrier, call } = this.#execution;
    if (!call.live) return;
    this.#winner = leg;
    for (const other of this.legs) if (other !== leg && other.live) endByCarrier(carrier, other);
    call.partner = leg;
    leg.partner = call;
    logCall(carrier, leg, "bridged", { with: call.sid });
    carrier.phones.notify(call, "bridged", { with: leg.request.to, with_call_sid: leg.sid });
    carrier.phones.notify(leg, "bridged", { with: call.request.to, with_call_sid: call.sid });
    call.script?.trigger("bridge");
    leg.script?.trigger("bridge");
  }

  #onEnded(leg: Call): void {
    const joined = this.#winner === leg;
    if (this.#winner && !joined) return;
    this.#last = leg;
    if (joined) this.#finish({ status: "completed", leg, bridged: true });
    else if (!this.legs.some((other) => other.live)) this.#finish({ status: leg.status, leg, bridged: false });
  }
}

function callbackOf(execution: Execution, noun: Verb): StatusCallback | undefined {
  const { statusCallback, statusCallbackMethod, statusCallbackEvent = "completed" } = noun.attributes;
  if (!statusCallback) return undefined;
  return {
    url: resolveUrl(execution, statusCallback),
    method: methodOf(statusCallbackMethod),
    events: new Set(statusCallbackEvent.trim().split(/\s+/)),
  };
}

const methodOf = (method: string | undefined): Method => (method?.toUpperCase() === "GET" ? "GET" : "POST");
