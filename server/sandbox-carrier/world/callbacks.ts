import type { Call, Params, StatusCallback } from "./call";
import { callParams, rfc2822 } from "./call-params";
import type { Carrier } from "./carrier";
import type { Fault } from "./faults";
import { logCall } from "./log-call";
import { deliver } from "./webhook";

export type CallbackEvent = "initiated" | "ringing" | "answered" | "completed";

interface Callback {
  event: CallbackEvent;
  params: Params;
  target: StatusCallback;
}

/** How long a held-back callback waits for a successor that may never come. */
const HOLD_SECONDS = 5;

/** Reports a change of status, if the call's creator asked for that event. The facts are those of this moment. */
export function sendCallback(carrier: Carrier, call: Call, event: CallbackEvent): void {
  const target = call.request.statusCallback;
  if (!target?.events.has(event)) return;
  const notice: Callback = { event, target, params: { ...callParams(call), ...progressParams(carrier, call, event) } };
  const { account, to } = call.request;
  const fault = carrier.faults.strike("callback", { account, to, event, status: call.status, url: target.url });
  if (fault) applyFault(carrier, call, notice, fault);
  else enqueue(carrier, call, notice);
}

function applyFault(carrier: Carrier, call: Call, notice: Callback, fault: Fault): void {
  const { event, params } = notice;
  logCall(carrier, call, "fault", { callback: event, status: params.CallStatus, fault: fault.effect });
  FAULT_HANDLERS[fault.effect]?.(carrier, call, notice, fault);
}

type FaultHandler = (carrier: Carrier, call: Call, notice: Callback, fault: Fault) => void;

/** What each fault does to a callback; `drop` has nothing to do. */
const FAULT_HANDLERS: Record<string, FaultHandler> = {
  lose_answer: enqueue,
  duplicate: (carrier, call, notice) => {
    enqueue(carrier, call, notice);
    enqueue(carrier, call, notice);
  },
  delay: (carrier, call, notice, fault) => {
    carrier.clock.after(fault.seconds, () => enqueue(carrier, call, notice));
  },
  reorder: holdBack,
};

function progressParams(carrier: Carrier, call: Call, event: CallbackEvent): Params {
  return {
    CallbackSource: "call-progress-events",
    SequenceNumber: String(call.sequence++),
    Timestamp: rfc2822(carrier.clock.now()),
    ...(call.sipCode && { SipResponseCode: String(call.sipCode) }),
    // CallDuration is in seconds, Duration in billed minutes.
    ...(event === "completed" && {
      CallDuration: String(call.duration),
      Duration: String(Math.ceil(call.duration / 60)),
    }),
  };
}

/** Reorder: the callback goes out right behind the next one of its call. */
function holdBack(carrier: Carrier, call: Call, notice: Callback): void {
  call.heldCallbacks.push(() => enqueue(carrier, call, notice));
  carrier.clock.after(HOLD_SECONDS, () => releaseHeld(call));
}

function releaseHeld(call: Call): void {
  for (const release of call.heldCallbacks.splice(0)) release();
}

function enqueue(carrier: Carrier, call: Call, notice: Callback, lost?: Fault): void {
  call.outbox = carrier.clock.track(call.outbox.then(() => post(carrier, call, notice, lost)));
  releaseHeld(call);
}

async function post(carrier: Carrier, call: Call, { event, params, target }: Callback, lost?: Fault): Promise<void> {
  let armed = lost;
  const { reply, attempts } = await deliver(carrier, {
    account: call.request.account,
    url: new URL(target.url),
    method: target.method,
    params,
    faultForAttempt: () => {
      const fault = armed;
      armed = undefined;
      return fault;
    },
  });
  logCall(carrier, call, "callback", {
    callback: event,
    status: params.CallStatus,
    sequence: Number(params.SequenceNumber),
    url: target.url,
    http: reply?.status ?? 0,
    attempts,
  });
}
