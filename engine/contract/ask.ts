import type { ExitSpec, StepContext, StepResult } from "./component";
import { type Message, speak } from "./message";
import type { Json } from "./value";
import type { Gather } from "./verbs";

/** After this long without a webhook, the runtime asks the carrier whether the call still exists. */
const WATCHDOG_SECONDS = 300;

/** The hidden exit that every voice component takes when the contact hangs up. */
export const CONTACT_HUNG_UP: ExitSpec = {
  id: "contact_hung_up",
  label: "Contact hung up",
  kind: "hidden",
  outcome: "contact_hung_up",
  waits: "always",
};

/** Plays a message and waits for keys or speech; with an empty message it only waits. */
export function ask(
  message: Message,
  how: Omit<Gather, "verb" | "prompt">,
  ctx: StepContext,
  memory: Json = null,
): StepResult {
  const { verbs: prompt, warnings } = speak(message, ctx);
  const gather: Gather = { verb: "gather", prompt, ...how };
  return { do: "wait", for: "input", seconds: WATCHDOG_SECONDS, verbs: [gather], memory, warnings };
}
