import { z } from "zod";
import type { Call } from "../world/call";
import type { Carrier } from "../world/carrier";
import { answer, end, hangUp } from "../world/life";
import { press, speak } from "../world/phone-hands";

const which = { account: z.string().optional(), call_sid: z.string().optional() };
const plain = z.object(which);
const keypad = z.object({ ...which, digits: z.string().regex(/^[0-9*#]+$/) });
const words = z.object({ ...which, text: z.string().min(1), confidence: z.number().min(0).max(1).default(0.9) });

type Action = (carrier: Carrier, call: Call, body: unknown) => void;

const ACTIONS: Record<string, Action> = {
  answer: (carrier, call) => answer(carrier, call),
  decline: (carrier, call) => {
    if (call.status === "ringing") end(carrier, call, "busy", 603);
  },
  hang_up: (carrier, call) => hangUp(carrier, call),
  keypad: (carrier, call, body) => press(carrier, call, keypad.parse(body).digits),
  speak: (carrier, call, body) => speak(carrier, call, words.parse(body)),
};

/** What a person does at a phone. Works on scripted numbers too. `done` is false when no call was there to do it to. */
export function act(carrier: Carrier, number: string, action: string, body: unknown) {
  const { account, call_sid } = plain.parse(body);
  const perform = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  const call = carrier.calls.liveAt(number, account).find((live) => !call_sid || live.sid === call_sid);
  if (!perform || !call) return { done: false };
  perform(carrier, call, body);
  return { done: true, call_sid: call.sid, status: call.status };
}
