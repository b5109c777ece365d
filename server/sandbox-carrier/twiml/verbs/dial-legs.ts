import type { Call, CallRequest, CallStatus, Method, StatusCallback } from "../../world/call";
import { drop, place } from "../../world/life";
import { logCall, logError } from "../../world/log-call";
import { isE164 } from "../../world/phone-number";
import type { Verb } from "../document/parse";
import { resolve, type Stage } from "../stage/stage";

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
export class Ringing {
  readonly legs: Call[] = [];
  #stage: Stage;
  #rules: DialRules;
  #winner: Call | undefined;
  #last: Call | undefined;
  #finish: (result: DialResult) => void = () => {};
  #result = new Promise<DialResult>((resolve) => {
    this.#finish = resolve;
  });

  constructor(stage: Stage, rules: DialRules) {
    this.#stage = stage;
    this.#rules = rules;
  }

  /** Rings a Number. One that is no phone number at all gets no leg, so the action then carries no DialCallSid. */
  add(noun: Verb): void {
    const { carrier, call } = this.#stage;
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
    const whisper = noun.attributes.url && resolve(this.#stage, noun.attributes.url);
    const leg = place(carrier, this.#request(to, noun), {
      answered: (leg) => {
        this.#meet(leg, whisper, noun.attributes.method).catch((error: unknown) => {
          console.error("sandbox carrier failed", error);
          drop(carrier, leg);
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
    for (const leg of this.legs) if (leg.live) drop(this.#stage.carrier, leg);
  }

  /** Dial is over. A leg that REST sent to a document of its own lives on. */
  close(): void {
    this.#stage.call.partner = undefined;
    for (const leg of this.legs) {
      leg.partner = undefined;
      if (leg.live && leg !== this.#last) drop(this.#stage.carrier, leg);
    }
  }

  #request(to: string, noun: Verb): CallRequest {
    const { call } = this.#stage;
    return {
      account: call.request.account,
      from: this.#rules.callerId,
      to,
      direction: "outbound-dial",
      parent: call,
      timeout: this.#rules.timeout,
      timeLimit: this.#rules.timeLimit,
      statusCallback: callbackOf(this.#stage, noun),
    };
  }

  /** Answered: the whisper first, if there is one; whoever comes through it first is joined. */
  async #meet(leg: Call, whisper: string | undefined, method: string | undefined): Promise<void> {
    const { carrier, run } = this.#stage;
    if (whisper) {
      const end = await run(leg, { url: whisper, method: asMethod(method) }, true);
      if (end === "hung_up") return drop(carrier, leg);
      if (end === "left") return;
    }
    if (leg.live && !this.#winner) this.#join(leg);
  }

  #join(leg: Call): void {
    const { carrier, call } = this.#stage;
    if (!call.live) return;
    this.#winner = leg;
    for (const other of this.legs) if (other !== leg && other.live) drop(carrier, other);
    call.partner = leg;
    leg.partner = call;
    logCall(carrier, leg, "bridged", { with: call.sid });
    carrier.phones.tell(call, "bridged", { with: leg.request.to, with_call_sid: leg.sid });
    carrier.phones.tell(leg, "bridged", { with: call.request.to, with_call_sid: call.sid });
    call.script?.notice("bridge");
    leg.script?.notice("bridge");
  }

  #gone(leg: Call): void {
    const joined = this.#winner === leg;
    if (this.#winner && !joined) return;
    this.#last = leg;
    if (joined) this.#finish({ status: "completed", leg, bridged: true });
    else if (!this.legs.some((other) => other.live)) this.#finish({ status: leg.status, leg, bridged: false });
  }
}

function callbackOf(stage: Stage, noun: Verb): StatusCallback | undefined {
  const { statusCallback, statusCallbackMethod, statusCallbackEvent = "completed" } = noun.attributes;
  if (!statusCallback) return undefined;
  return {
    url: resolve(stage, statusCallback),
    method: asMethod(statusCallbackMethod),
    events: new Set(statusCallbackEvent.trim().split(/\s+/)),
  };
}

const asMethod = (method: string | undefined): Method => (method?.toUpperCase() === "GET" ? "GET" : "POST");
