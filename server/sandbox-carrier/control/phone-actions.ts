import { z } from "zod";
import type { Call } from "../world/call";
import { answerCall, endCall, followScript, hangUpAtPhone } from "../world/call-lifecycle";
import { ANSWERS_AS } from "../world/callee";
import type { Carrier } from "../world/carrier";
import { pressKeys, speak } from "../world/phone-input";

const which = { call_sid: z.string().optional() };
const plain = z.object(which);
const answer = z.object({ ...which, as: z.enum(["screening", "voicemail"]).optional() });
const keypad = z.object({ ...which, digits: z.string().regex(/^[0-9*#]+$/) });
const words = z.object({ ...which, text: z.string().min(1), confidence: z.number().min(0).max(1).default(0.9) });

type Action = (carrier: Carrier, call: Call, body: unknown) => void;

const ACTIONS: Record<string, Action> = {
  answer: (carrier, call, body) => {
    const { as } = answer.parse(body);
    if (as && call.status === "ringing") followScript(carrier, call, ANSWERS_AS[as]);
    answerCall(carrier, call);
  },
  decline: (carrier, call) => {
    if (call.status === "ringing") endCall(carrier, call, "busy", 603);
  },
  hang_up: (carrier, call) => hangUpAtPhone(carrier, call),
  keypad: (carrier, call, body) => pressKeys(carrier, call, keypad.parse(body).digits),
  speak: (carrier, call, body) => speak(carrier, call, words.parse(body)),
};

/**
 * Performs an action of the person at a phone, scripted numbers included, on a call of `account`; undefined: of any. `done`: false if
 * there is no such action or call.
 */
export function performPhoneAction(
  carrier: Carrier,
  account: string | undefined,
  number: string,
  action: string,
  body: unknown,
) {
  const { call_sid } = plain.parse(body);
  const perform = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  const call = carrier.calls.liveAt(number, account).find((live) => !call_sid || live.sid === call_sid);
  if (!perform || !call) return { done: false };
  perform(carrier, call, body);
  return { done: true, call_sid: call.sid, status: call.status };
}
