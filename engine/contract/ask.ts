import type { ExitSpec, StepContext, StepResult } from "./component";
import { type Message, speak } from "./message";
import type { Json } from "./value";
import type { Gather } from "./verbs";

/** After this long without word from the carrier, the runtime asks it whether the call is still there. */
const WATCHDOG_SECONDS = 300;

/** What every voice component ends with when the contact hangs up in it. */
export const CONTACT_HUNG_UP: ExitSpec = {
  id: "contact_hung_up",
  label: "Contact hung up",
  kind: "hidden",
  outcome: "contact_hung_up",
  waits: "always",
};

/** Says a message and waits for keys or speech. A message that comes out empty only leaves the waiting. */
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
