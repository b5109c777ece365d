import { goTo, type VerbHandler } from "../execution/execution";

export const redirect: VerbHandler = (execution, verb) => goTo(execution, verb.text, verb.attributes.method);

export const hangup: VerbHandler = () => "hang_up";

/** Meant for calls not yet answered; an outbound call is, so all it can do is end. */
export const reject: VerbHandler = () => "hang_up";
