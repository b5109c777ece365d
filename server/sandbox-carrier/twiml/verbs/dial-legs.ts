import type { Call, CallRequest, CallStatus, Method, StatusCallback } from "../../world/call";
import { endByCarrier, placeCall } from "../../world/call-lifecycle";
import { logCall, logError } from "../../world/log-call";
import { isE164 } from "../../world/phone-number";
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

  /** Rings a Number. One that is no phone number at all gets no leg, so the action then carries no DialCallSid. */
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
      answered: (leg) => {
        this.#meet(leg, whisper, noun.attributes.method).catch((error: unknown) => {
          console.error("sandbox carrier failed", error);
          endByCarrier(carrier, leg);
        });
      },
      ended: (leg) => this.#gone(leg),
    });
    leg.once("left", () => this.#gone(leg));
    this.legs.push(leg);
  }

  result(): Promise<DialResult> {
    if (this.legs.length === 0) this.#finish({ status: "failed", bridged: false });
    return this.#result;
  }

  /** How Dial stands now, for a caller who left in the middle. */
  state(): DialResult {
    const leg = this.#winner ?? this.#last ?? this.legs[0];
    return { status: leg?.status ?? "failed", leg, bridged: this.#winner !== undefined };
  }

  /** The caller pressed the star: the joined party is let go, or the ringing stops. */
  hangUp(): void {
    for (const leg of this.legs) if (leg.live) endByCarrier(this.#execution.carrier, leg);
  }

  /** Dial is over. A leg that REST sent to a document of its own lives on. */
  close(): void {
    this.#execution.call.partner = undefined;
    for (const leg of this.legs) {
      leg.partner = undefined;
      if (leg.live && leg !== this.#last) endByCarrier(this.#execution.carrier, leg);
    }
  }

  #request(to: string, noun: Verb): CallRequest {
    const { call } = this.#execution;
    return {
      account: call.request.account,
      from: this.#rules.callerId,
      to,
      direction: "outbound-dial",
      parent: call,
      timeout: this.#rules.timeout,
      timeLimit: this.#rules.timeLimit,
      statusCallback: callbackOf(this.#execution, noun),
    };
  }

  /** Answered: the whisper first, if there is one; whoever comes through it first is joined. */
  async #meet(leg: Call, whisper: string | undefined, method: string | undefined): Promise<void> {
    const { carrier, run } = this.#execution;
    if (whisper) {
      const end = await run(leg, { url: whisper, method: methodOf(method) }, true);
      if (end === "hung_up") return endByCarrier(carrier, leg);
      if (end === "left") return;
    }
    if (leg.live && !this.#winner) this.#join(leg);
  }

  #join(leg: Call): void {
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

  #gone(leg: Call): void {
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
