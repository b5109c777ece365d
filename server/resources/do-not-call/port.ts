import { z } from "zod";
import type { Port } from "../../ports/port-call";
import { addNumberByFlow } from "./mutations";

const request = z.object({ number: z.string(), reason: z.string() });

/** The do-not-call port: puts the number of a step on the account's list. */
export const doNotCallPort: Port = {
  async call(account, { request: asked, idempotencyKey }) {
    const { number, reason } = request.parse(asked);
    const [interaction = ""] = idempotencyKey.split(".");
    await addNumberByFlow(account, interaction, number, reason);
    return { ok: true, value: null };
  },
  // A number that is on the list stays as it is.
  isRepeatable: async () => true,
};
