import { follow, type Perform } from "../stage/stage";

export const redirect: Perform = (stage, verb) => follow(stage, verb.text, verb.attributes.method);

export const hangup: Perform = () => "hang_up";

/** Meant for calls not yet answered; an outbound call is, so all it can do is end. */
export const reject: Perform = () => "hang_up";
