import { type Call, Interruption, type Params } from "../../world/call";
import { endByCarrier, triggerScript } from "../../world/call-lifecycle";
import { logError } from "../../world/log-call";
import { newRecording } from "../../world/recording";
import type { Verb } from "../document/parse";
import {
  type Execution,
  goTo,
  type NextStep,
  numberAttribute,
  unlessAborted,
  type VerbHandler,
} from "../execution/execution";
import { requestDocument } from "../execution/fetch-document";
import { conference } from "./conference";
import { DialLegs, type DialResult } from "./dial-legs";

/** Rings the numbers at once and joins the first that is won over; then the action, or the next verb. */
export const dial: VerbHandler = async (execution, verb) => {
  const { carrier, call } = execution;
  const room = verb.children.find((child) => child.name === "Conference");
  if (room) return conference(execution, verb, room);
  const callerId = verb.attributes.callerId ?? call.request.from;
  if (!isAllowedCallerId(execution, callerId)) {
    logError(carrier, call, 13214, `Dial: Invalid callerId value ${callerId}`, execution.url);
    return actionStep(execution, verb, { status: "failed", bridged: false });
  }
  const ringing = new DialLegs(execution, {
    callerId,
    timeout: numberAttribute(verb, "timeout", 30),
    timeLimit: numberAttribute(verb, "timeLimit", 14_400),
  });
  const onKey = (key: string) => {
    if (key === "*" && verb.attributes.hangupOnStar === "true") ringing.hangUp();
  };
  call.on("key", onKey);
  try {
    for (const noun of nouns(verb)) ringing.ring(noun);
    triggerScript(call, "dial");
    return actionStep(execution, verb, await unlessAborted(execution.signal, ringing.result()));
  } catch (error) {
    if (error instanceof Interruption && !error.next) requestActionAfterHangUp(execution, verb, ringing);
    throw error;
  } finally {
    call.off("key", onKey);
    ringing.close();
  }
};

/** `<Dial>+1…</Dial>` is short for one Number. */
function nouns(verb: Verb): Verb[] {
  const numbers = verb.children.filter((child) => child.name === "Number");
  if (numbers.length > 0 || !verb.text) return numbers;
  return [{ name: "Number", attributes: {}, children: [], text: verb.text }];
}

/** A caller id must be the account's own, or a party of this very call. */
function isAllowedCallerId({ carrier, call }: Execution, callerId: string): boolean {
  const { account, from, to } = call.request;
  const numbers = carrier.accounts.get(account)?.numbers;
  return callerId === from || callerId === to || !numbers || numbers.has(callerId);
}

function actionStep(execution: Execution, verb: Verb, result: DialResult): NextStep {
  const { action, method } = verb.attributes;
  if (action === undefined) return undefined;
  return goTo(execution, action, method, dialParams(result, verb));
}

/** The caller left during Dial: Twilio still asks for the action, with CallStatus=completed, and ignores the answer. */
function requestActionAfterHangUp(execution: Execution, verb: Verb, ringing: DialLegs): void {
  for (const leg of ringing.legs) if (leg.live) endByCarrier(execution.carrier, leg);
  const step = actionStep(execution, verb, ringing.state());
  if (step && step !== "hang_up") void requestDocument(execution.carrier, execution.call, step.go);
}

function dialParams({ status, leg, bridged }: DialResult, verb: Verb): Params {
  const recorded = bridged && verb.attributes.record?.startsWith("record-");
  return {
    DialCallStatus: status,
    ...(leg && { DialCallSid: leg.sid, DialBridged: String(bridged) }),
    ...(leg && wasAnswered(leg) && { DialCallDuration: String(leg.duration) }),
    ...(leg && recorded && newRecording(leg, leg.duration)),
  };
}

const wasAnswered = (leg: Call) => leg.answeredAt !== undefined;
