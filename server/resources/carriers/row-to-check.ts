import { PatchcordError } from "../../platform/errors";
import { parseInput, wrongField } from "../../platform/parse-input";
import type { CarrierKind, CarrierRow } from "../../ports/voice";
import { type CarrierInput, carrierSchema, kindOf, kindsFor } from "./schema";

/**
 * The row a test of the connection is made with. Stored tokens are used only where they were entered for: a form that
 * names another address, account or kind must bring its own, or a test would carry them anywhere.
 */
export function rowToCheck(
  kinds: readonly CarrierKind[],
  stored: CarrierRow | null,
  form: CarrierInput | null,
): CarrierRow {
  if (!form) {
    if (!stored) throw new PatchcordError("invalid_request", "Say which carrier to test.");
    return stored;
  }
  const kind = kindOf(stored ? kindsFor(kinds, stored) : kinds, form.kind);
  // Neither name nor pace matters to the carrier.
  const { token, ...row } = parseInput(
    carrierSchema(kind).pick({ kind: true, baseUrl: true, accountSid: true, token: true }),
    form,
  );
  const same = row.kind === stored?.kind && row.baseUrl === stored.baseUrl && row.accountSid === stored.accountSid;
  const tokens = token ? [token] : same && stored ? stored.tokens : [];
  if (tokens.length === 0) throw wrongField("token", "Enter the token to test with.", "invalid_request");
  return { id: stored?.id ?? "", ...row, tokens };
}
