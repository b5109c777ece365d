import { z } from "zod";
import { PatchcordError } from "../../platform/errors";
import type { Session } from "../sessions/session";
import { mayActAs } from "../users/role";
import { phoneNumber, requireSandboxClient } from "./sandbox";

const call = { call_sid: z.string().max(64).optional() };

/** What a user can do at a test phone, and the body that each action takes. */
const ACTIONS = {
  /** `as`: the phone does the talking itself, as one that screens its calls or as a voicemail. */
  answer: z.object({ ...call, as: z.enum(["screening", "voicemail"]).optional() }),
  decline: z.object(call),
  hang_up: z.object(call),
  keypad: z.object({ ...call, digits: z.string().regex(/^[0-9*#]{1,32}$/) }),
  speak: z.object({ ...call, text: z.string().trim().min(1).max(500) }),
};

/**
 * Performs an action at the number's phone, on a call of this account only: what a phone does, decides what becomes of an
 * interaction, so it takes whoever may start one. `done` is false where there is no such call. Throws `unauthorized`,
 * `forbidden`, `not_found`, `invalid_request`, `unavailable`.
 */
export async function actAtPhone(
  session: Session | null,
  number: string,
  action: string,
  body: unknown,
): Promise<{ done: boolean }> {
  if (!session) throw new PatchcordError("unauthorized", "Sign in first.");
  if (!mayActAs(session.role, "builder"))
    throw new PatchcordError(
      "forbidden",
      "You can watch the test phones. To use them, ask an admin for the role builder.",
    );
  const sandbox = await requireSandboxClient(session.account);
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
