import { z } from "zod";
import { env } from "../../platform/env";
import { PatchcordError } from "../../platform/errors";
import type { AccountId } from "../../ports/ids";
import { accountFacts } from "../../storage/account-facts";

/** Generous: the sandbox runs on the same machine and answers from memory. */
const TIMEOUT_MS = 3000;

export const phoneNumber = z.string().regex(/^\+[1-9]\d{6,14}$/);

export type SandboxClient = { request: (path: string, init?: RequestInit) => Promise<Response> };

/**
 * A client for the sandbox carrier's control API; null where there is no sandbox, or the account has no sandbox carrier. The sandbox
 * sees the token of the account's row and shows only calls of whoever owns it: an account SID alone anybody can write.
 */
export async function sandboxClient(account: AccountId): Promise<SandboxClient | null> {
  const { SANDBOX_URL, SANDBOX_CONTROL_SECRET } = env();
  const rows = [...(await accountFacts(account)).carrierRows.values()];
  const row = rows.find(({ kind }) => kind === "sandbox");
  if (!SANDBOX_URL || !SANDBOX_CONTROL_SECRET || !row) return null;
  const credentials = Buffer.from(`${row.accountSid}:${row.tokens[0]}`).toString("base64");
  const headers = {
    Authorization: `Bearer ${SANDBOX_CONTROL_SECRET}`,
    "Sandbox-Account": `Basic ${credentials}`,
    "Content-Type": "application/json",
  };
  return {
    request: async (path, init) => {
      const response = await fetch(`${SANDBOX_URL}/sandbox${path}`, {
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...init,
        headers,
      }).catch((error: unknown) => {
        throw new PatchcordError("unavailable", "The sandbox carrier does not answer.", { cause: error });
      });
      if (response.status !== 403) return response;
      throw new PatchcordError(
        "forbidden",
        "The sandbox carrier knows no such account SID with this token. Check the sandbox's row in Admin > Carriers.",
      );
    },
  };
}

/** The same client; throws `not_found` where the account has none. */
export async function requireSandboxClient(account: AccountId): Promise<SandboxClient> {
  const sandbox = await sandboxClient(account);
  if (!sandbox) throw new PatchcordError("not_found", "This account has no sandbox carrier, so it has no test phones.");
  return sandbox;
}

/** Throws `conflict` where one of these numbers belongs to a carrier that rings real phones. */
export async function requireSandboxNumbers(account: AccountId, numbers: readonly string[]): Promise<void> {
  const facts = await accountFacts(account);
  const real = numbers.find((number) => {
    const carrier = facts.carriers.get(facts.numbers.get(number)?.carrierId ?? "");
    return carrier && !carrier.sandbox;
  });
  if (real === undefined) return;
  throw new PatchcordError(
    "conflict",
    `The flow names ${real}, a number of a real carrier. Test phones ring in the sandbox only.`,
  );
}
