import { z } from "zod";
import { PatchcordError } from "../../platform/errors";
import { phoneNumber, type SandboxClient } from "./sandbox";

const call = { call_sid: z.string().max(64).optional() };

/** What a user can do at a test phone, and the body that each action takes. */
const ACTIONS = {
  answer: z.object(call),
  decline: z.object(call),
  hang_up: z.object(call),
  keypad: z.object({ ...call, digits: z.string().regex(/^[0-9*#]{1,32}$/) }),
  speak: z.object({ ...call, text: z.string().trim().min(1).max(500) }),
};

/** Performs an action at the number's phone, on a call of this account only. `done` is false where there is no such call. */
export async function actAtPhone(
  sandbox: SandboxClient,
  number: string,
  action: string,
  body: unknown,
): Promise<{ done: boolean }> {
  const schema = Object.hasOwn(ACTIONS, action) ? ACTIONS[action as keyof typeof ACTIONS] : null;
  if (!schema || !phoneNumber.safeParse(number).success)
    throw new PatchcordError("not_found", "Test phones have no such action.");
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new PatchcordError("invalid_request", "The body does not fit this action.");
  const answer = await sandbox.request(`/phones/${encodeURIComponent(number)}/${action}`, {
    method: "POST",
    body: JSON.stringify(parsed.data),
  });
  if (!answer.ok) throw new PatchcordError("unavailable", "The sandbox carrier refused.");
  return z.object({ done: z.boolean() }).parse(await answer.json());
}
