import { goTo, type VerbHandler } from "../execution/execution";

export const redirect: VerbHandler = (execution, verb) => goTo(execution, verb.text, verb.attributes.method);

export const hangup: VerbHandler = () => "hang_up";

/** Twilio rejects unanswered inbound calls with it; an outbound call has been answered, so it hangs up. */
export const reject: VerbHandler = () => "hang_up";
