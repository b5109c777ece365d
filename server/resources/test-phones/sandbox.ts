import { z } from "zod";
import { env } from "../../platform/env";
import { PatchcordError } from "../../platform/errors";
import type { AccountId } from "../../ports/ids";
import { accountFacts } from "../../storage/account-facts";

/** The sandbox answers from memory on the same machine. */
const PATIENCE_MS = 3000;

export const phoneNumber = z.string().regex(/^\+[1-9]\d{6,14}$/);

export type SandboxLine = { accountSid: string; ask: (path: string, init?: RequestInit) => Promise<Response> };

/** The account's line to the sandbox carrier, or null where there is no sandbox, or the account does not use it. */
export async function sandboxLine(account: AccountId): Promise<SandboxLine | null> {
  const { SANDBOX_URL, SANDBOX_CONTROL_SECRET } = env();
  const rows = [...(await accountFacts(account)).carrierRows.values()];
  const row = rows.find(({ kind }) => kind === "sandbox");
  if (!SANDBOX_URL || !SANDBOX_CONTROL_SECRET || !row) return null;
  const headers = { Authorization: `Bearer ${SANDBOX_CONTROL_SECRET}`, "Content-Type": "application/json" };
  return {
    accountSid: row.accountSid,
    ask: async (path, init) => {
      try {
        return await fetch(`${SANDBOX_URL}/sandbox${path}`, {
          signal: AbortSignal.timeout(PATIENCE_MS),
          ...init,
          headers,
        });
      } catch (error) {
        throw new PatchcordError("unavailable", "The sandbox carrier is away.", { cause: error });
      }
    },
  };
}

/** The same for requests that need one. Throws `not_found`. */
export async function requireSandboxLine(account: AccountId): Promise<SandboxLine> {
  const line = await sandboxLine(account);
  if (!line) throw new PatchcordError("not_found", "This account has no sandbox carrier, so it has no test phones.");
  return line;
}
