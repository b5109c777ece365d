import { type Call, Interruption } from "../../world/call";
import { notice } from "../../world/life";
import { logCall, logError } from "../../world/log-call";
import type { Verb } from "../document/parse";
import { askForDocument } from "../stage/fetch";
import { follow, number, type Stage, type Step, unlessAborted } from "../stage/stage";

/** Dial with a Conference: hold music until somebody else is there, and the action once it is over for this call. */
export async function conference(stage: Stage, dial: Verb, noun: Verb): Promise<Step> {
  const { carrier, call } = stage;
  const { startConferenceOnEnter: starts, endConferenceOnExit: ends } = noun.attributes;
  let over: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    over = resolve;
  });
  const most = number(noun, "maxParticipants", 250);
  const membership = { starts: starts !== "false", endsOnExit: ends === "true", most };
  const joined = carrier.conferences.join(noun.text, call, membership, over);
  if (!joined) {
    logError(carrier, call, 0, `Dial: the conference ${noun.text} is full`, stage.url);
    return after(stage, dial, "failed");
  }
  try {
    notice(call, "dial");
    meet(stage, joined.meets);
    await unlessAborted(stage.signal, ended);
    return after(stage, dial, "answered");
  } catch (error) {
    if (error instanceof Interruption && !error.next) farewell(stage, dial);
    throw error;
  } finally {
    joined.leave();
  }
}

/** Those who are there hear the one who comes; two are each other's partner. */
function meet({ carrier, call }: Stage, there: Call[]): void {
  const [first] = there;
  if (!first) return;
  const alone = there.length === 1;
  if (alone) {
    first.partner = call;
    call.partner = first;
  }
  for (const other of there) {
    logCall(carrier, call, "bridged", { with: other.sid });
    carrier.phones.tell(call, "bridged", { with: other.request.to, with_call_sid: other.sid });
    carrier.phones.tell(other, "bridged", { with: call.request.to, with_call_sid: call.sid });
    if (alone) notice(other, "bridge");
  }
  notice(call, "bridge");
}

/** Who hangs up in a Dial: the action is asked for all the same, and its answer thrown away. */
function farewell(stage: Stage, dial: Verb): void {
  const step = after(stage, dial, "answered");
  if (step && step !== "hang_up") void askForDocument(stage.carrier, stage.call, step.go);
}

function after(stage: Stage, dial: Verb, status: string): Step {
  const { action, method } = dial.attributes;
  return action === undefined ? undefined : follow(stage, action, method, { DialCallStatus: status });
}
