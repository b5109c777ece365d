import { Call, type CallRequest, type FinalStatus } from "./call";
import { sendCallback } from "./callbacks";
import type { ScriptedCallee, Trigger } from "./callee";
import { CalleeScript } from "./callee-script";
import type { Carrier } from "./carrier";
import { logCall, logError } from "./log-call";
import { pressKeys, speak } from "./phone-input";

/** Callbacks of whoever created the leg: REST runs the document at `Url` once it is answered, Dial bridges it. */
export interface CallOwner {
  answered(call: Call): void;
  ended?(call: Call): void;
}

/** Creates a leg. It is `queued` until the clock's next timer, so that a cancel can come before it rings. */
export function placeCall(carrier: Carrier, request: CallRequest, owner: CallOwner): Call {
  const call = new Call(request, carrier.clock.now());
  carrier.calls.add(call);
  logCall(carrier, call, "create", {
    direction: request.direction,
    ...(request.sendDigits && { send_digits: request.sendDigits }),
    ...addressFacts(request),
  });
  if (owner.ended) call.once("ended", () => owner.ended?.(call));
  startTimer(carrier, call, 0, () => initiate(carrier, call, owner));
  return call;
}

function initiate(carrier: Carrier, call: Call, owner: CallOwner): void {
  call.status = "initiated";
  call.startedAt = carrier.clock.now();
  sendCallback(carrier, call, "initiated");
  const callee = carrier.callees.at(call.request.to);
  startTimer(carrier, call, 0, () => {
    if (callee.kind === "human") reachHuman(carrier, call, owner);
    else reachScripted(carrier, call, callee, owner);
  });
}

function reachHuman(carrier: Carrier, call: Call, owner: CallOwner): void {
  const { account, to } = call.request;
  if (!carrier.phones.isOn(account, to)) {
    logError(carrier, call, 0, `No test phone is open for ${to}: open the phone page and call again.`);
    endCall(carrier, call, "failed", 480);
  } else if (carrier.calls.liveAt(to, account).some((other) => other !== call)) {
    // A test phone has one line.
    endCall(carrier, call, "busy", 486);
  } else {
    ring(carrier, call, owner);
  }
}

function reachScripted(carrier: Carrier, call: Call, callee: ScriptedCallee, owner: CallOwner): void {
  followScript(carrier, call, callee);
  const { then, ring: seconds, sip_code } = callee;
  // A busy line does not ring, nor does a number that does not exist.
  if (then !== "busy" && then !== "fail") ring(carrier, call, owner);
  if (then === "never") return;
  startTimer(carrier, call, seconds, () => {
    if (then === "busy") endCall(carrier, call, "busy", sip_code ?? 486);
    else if (then === "fail") endCall(carrier, call, "failed", sip_code ?? 404);
    else if (then === "decline") endCall(carrier, call, "busy", sip_code ?? 603);
    else answerCall(carrier, call);
  });
}

/** From now on the leg's phone does by itself what the script says. */
export function followScript(carrier: Carrier, call: Call, callee: ScriptedCallee): void {
  call.script = new CalleeScript(callee, carrier.clock, {
    hangUp: () => hangUpAtPhone(carrier, call),
    press: (digits) => pressKeys(carrier, call, digits),
    speak: (text, confidence) => speak(carrier, call, { text, confidence }),
  });
}

function ring(carrier: Carrier, call: Call, owner: CallOwner): void {
  const { timeout, from, to } = call.request;
  call.status = "ringing";
  call.pickUp = () => owner.answered(call);
  logCall(carrier, call, "ringing", addressFacts(call.request));
  carrier.phones.notify(call, "ringing", { from, to });
  sendCallback(carrier, call, "ringing");
  startTimer(carrier, call, timeout, () => {
    if (call.status === "ringing") endCall(carrier, call, "no-answer", 487);
  });
}

/** Answers a ringing leg; does nothing to any other. */
export function answerCall(carrier: Carrier, call: Call): void {
  if (call.status !== "ringing") return;
  call.status = "in-progress";
  call.answeredAt = carrier.clock.now();
  logCall(carrier, call, "answered");
  carrier.phones.notify(call, "answered");
  sendCallback(carrier, call, "answered");
  startTimer(carrier, call, call.request.timeLimit, () => endCall(carrier, call, "completed"));
  triggerScript(call, "answer");
  call.pickUp?.();
}

/** The callee hangs up; a ringing leg is declined (SIP 603). */
export function hangUpAtPhone(carrier: Carrier, call: Call): void {
  if (call.status === "ringing") endCall(carrier, call, "busy", 603);
  else if (call.status === "in-progress") endCall(carrier, call, "completed");
}

/** The carrier ends a leg; one that is not answered yet is canceled. */
export function endByCarrier(carrier: Carrier, call: Call): void {
  if (call.status === "in-progress") endCall(carrier, call, "completed");
  else endCall(carrier, call, "canceled", 487);
}

/** Ends a leg with its final status; does nothing to one that has ended. */
export function endCall(carrier: Carrier, call: Call, status: FinalStatus, sipCode?: number): void {
  if (!call.live) return;
  const reported = call.status !== "queued";
  call.status = status;
  call.endedAt = carrier.clock.now();
  call.updatedAt = call.endedAt;
  call.sipCode = sipCode;
  for (const timer of call.timers.splice(0)) timer.cancel();
  carrier.calls.ended(call);
  logCall(carrier, call, "ended", { status, ...(sipCode && { sip_code: sipCode }) });
  carrier.phones.notify(call, "ended", { status, ...(sipCode && { sip_code: sipCode }), duration: call.duration });
  // Twilio sends no callback for a call that is canceled while queued.
  if (reported) sendCallback(carrier, call, "completed");
  call.interrupt();
  call.emit("ended");
  // Ended calls are kept by the ten thousand, so that what only a live one needs is released.
  call.removeAllListeners();
  call.script = undefined;
  call.pickUp = undefined;
}

/** Tells a scripted callee of a moment. True if its script has an action for it. */
export function triggerScript(call: Call, moment: Trigger): boolean {
  return call.script?.trigger(moment) ?? false;
}

/** For the log: the addresses by which a reader assigns the leg to a dial attempt; a child leg has its parent's. */
function addressFacts({ document, parent, statusCallback }: CallRequest) {
  const url = (document ?? parent?.request.document)?.url;
  return { ...(url && { url }), ...(statusCallback && { status_callback: statusCallback.url }) };
}

function startTimer(carrier: Carrier, call: Call, seconds: number, run: () => void): void {
  call.timers.push(carrier.clock.after(seconds, run));
}
