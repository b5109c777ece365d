import { z } from "zod";
import type { Call } from "../world/call";
import { answerCall, endCall, hangUpAtPhone } from "../world/call-lifecycle";
import type { Carrier } from "../world/carrier";
import { pressKeys, speak } from "../world/phone-input";

const which = { account: z.string().optional(), call_sid: z.string().optional() };
const plain = z.object(which);
const keypad = z.object({ ...which, digits: z.string().regex(/^[0-9*#]+$/) });
const words = z.object({ ...which, text: z.string().min(1), confidence: z.number().min(0).max(1).default(0.9) });

type Action = (carrier: Carrier, call: Call, body: unknown) => void;

const ACTIONS: Record<string, Action> = {
  answer: (carrier, call) => answerCall(carrier, call),
  decline: (carrier, call) => {
    if (call.status === "ringing") endCall(carrier, call, "busy", 603);
  },
  hang_up: (carrier, call) => hangUpAtPhone(carrier, call),
  keypad: (carrier, call, body) => pressKeys(carrier, call, keypad.parse(body).digits),
  speak: (carrier, call, body) => speak(carrier, call, words.parse(body)),
};

/** What a person does at a phone. Works on scripted numbers too. `done` is false when no call was there to do it to. */
export function performPhoneAction(carrier: Carrier, number: string, action: string, body: unknown) {
  const { account, call_sid } = plain.parse(body);
  const perform = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  const call = carrier.calls.liveAt(number, account).find((live) => !call_sid || live.sid === call_sid);
  if (!perform || !call) return { done: false };
  perform(carrier, call, body);
  return { done: true, call_sid: call.sid, status: call.status };
}
