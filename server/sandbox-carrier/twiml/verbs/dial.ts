import { type Call, Interruption, type Params } from "../../world/call";
import { drop, notice } from "../../world/life";
import { logError } from "../../world/log-call";
import { newRecording } from "../../world/recording";
import type { Verb } from "../document/parse";
import { askForDocument } from "../stage/fetch";
import { follow, number, type Perform, type Stage, type Step, unlessAborted } from "../stage/stage";
import { conference } from "./conference";
import { type DialResult, Ringing } from "./dial-legs";

/** Rings the numbers at once and joins the first that is won over; then the action, or the next verb. */
export const dial: Perform = async (stage, verb) => {
  const { carrier, call } = stage;
  const room = verb.children.find((child) => child.name === "Conference");
  if (room) return conference(stage, verb, room);
  const callerId = verb.attributes.callerId ?? call.request.from;
  if (!mayShow(stage, callerId)) {
    logError(carrier, call, 13214, `Dial: Invalid callerId value ${callerId}`, stage.url);
    return after(stage, verb, { status: "failed", bridged: false });
  }
  const ringing = new Ringing(stage, {
    callerId,
    timeout: number(verb, "timeout", 30),
    timeLimit: number(verb, "timeLimit", 14_400),
  });
  const onKey = (key: string) => {
    if (key === "*" && verb.attributes.hangupOnStar === "true") ringing.hangUp();
  };
  call.on("key", onKey);
  try {
    for (const noun of nouns(verb)) ringing.add(noun);
    notice(call, "dial");
    return after(stage, verb, await unlessAborted(stage.signal, ringing.result()));
  } catch (error) {
    if (error instanceof Interruption && !error.next) farewell(stage, verb, ringing);
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
function mayShow({ carrier, call }: Stage, callerId: string): boolean {
  const { account, from, to } = call.request;
  const numbers = carrier.accounts.get(account)?.numbers;
  return callerId === from || callerId === to || !numbers || numbers.has(callerId);
}

function after(stage: Stage, verb: Verb, result: DialResult): Step {
  const { action, method } = verb.attributes;
  if (action === undefined) return undefined;
  return follow(stage, action, method, params(result, verb));
}

/** The caller left during Dial: Twilio still asks for the action, with CallStatus=completed, and ignores the answer. */
function farewell(stage: Stage, verb: Verb, ringing: Ringing): void {
  for (const leg of ringing.legs) if (leg.live) drop(stage.carrier, leg);
  const step = after(stage, verb, ringing.state());
  if (step && step !== "hang_up") void askForDocument(stage.carrier, stage.call, step.go);
}

function params({ status, leg, bridged }: DialResult, verb: Verb): Params {
  const recorded = bridged && verb.attributes.record?.startsWith("record-");
  return {
    DialCallStatus: status,
    ...(leg && { DialCallSid: leg.sid, DialBridged: String(bridged) }),
    ...(leg && answered(leg) && { DialCallDuration: String(leg.duration) }),
    ...(leg && recorded && newRecording(leg, leg.duration)),
  };
}

const answered = (leg: Call) => leg.answeredAt !== undefined;
