import { type Call, Interruption } from "../../world/call";
import { triggerScript } from "../../world/call-lifecycle";
import { logCall, logError } from "../../world/log-call";
import type { Verb } from "../document/parse";
import { type Execution, goTo, type NextStep, numberAttribute, unlessAborted } from "../execution/execution";
import { requestDocument } from "../execution/fetch-document";

/** Dial with a Conference: hold music until somebody else is there, and the action once it is over for this call. */
export async function conference(execution: Execution, dial: Verb, noun: Verb): Promise<NextStep> {
  const { carrier, call } = execution;
  const { startConferenceOnEnter: starts, endConferenceOnExit: ends } = noun.attributes;
  let onEnd: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    onEnd = resolve;
  });
  const maxParticipants = numberAttribute(noun, "maxParticipants", 250);
  const membership = { starts: starts !== "false", endsOnExit: ends === "true", maxParticipants };
  const joined = carrier.conferences.join(noun.text, call, membership, onEnd);
  if (!joined) {
    logError(carrier, call, 0, `Dial: the conference ${noun.text} is full`, execution.url);
    return actionStep(execution, dial, "failed");
  }
  try {
    triggerScript(call, "dial");
    bridge(execution, joined.meets);
    await unlessAborted(execution.signal, ended);
    return actionStep(execution, dial, "answered");
  } catch (error) {
    if (error instanceof Interruption && !error.next) requestActionAfterHangUp(execution, dial);
    throw error;
  } finally {
    joined.leave();
  }
}

/** Bridges the newcomer with everybody in the room; two alone are each other's partner. */
function bridge({ carrier, call }: Execution, there: Call[]): void {
  const [first] = there;
  if (!first) return;
  const alone = there.length === 1;
  if (alone) {
    first.partner = call;
    call.partner = first;
  }
  for (const other of there) {
    logCall(carrier, call, "bridged", { with: other.sid });
    carrier.phones.notify(call, "bridged", { with: other.request.to, with_call_sid: other.sid });
    carrier.phones.notify(other, "bridged", { with: call.request.to, with_call_sid: call.sid });
    if (alone) triggerScript(other, "bridge");
  }
  triggerScript(call, "bridge");
}

/** For a caller who hangs up in a Dial Twilio still requests the action, and throws the answer away. */
function requestActionAfterHangUp(execution: Execution, dial: Verb): void {
  const step = actionStep(execution, dial, "answered");
  if (step && step !== "hang_up") void requestDocument(execution.carrier, execution.call, step.go);
}

function actionStep(execution: Execution, dial: Verb, status: string): NextStep {
  const { action, method } = dial.attributes;
  return action === undefined ? undefined : goTo(execution, action, method, { DialCallStatus: status });
}
