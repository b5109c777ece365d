import { PatchcordError } from "../../platform/errors";
import { parseInput, wrongField } from "../../platform/parse-input";
import type { CarrierKind, CarrierRow } from "../../ports/voice";
import { type CarrierInput, carrierSchema, kindOf, kindsFor } from "./schema";

/**
 * The carrier row to test: the stored one, or the one in the form. A form that names another address, account or kind must bring its
 * own token, so that a test cannot send a stored token elsewhere.
 */
export function rowForCheck(
  kinds: readonly CarrierKind[],
  stored: CarrierRow | null,
  form: CarrierInput | null,
): CarrierRow {
  if (!form) {
    if (!stored) throw new PatchcordError("invalid_request", "Say which carrier to test.");
    return stored;
  }
  const kind = kindOf(stored ? kindsFor(kinds, stored) : kinds, form.kind);
  // The test needs neither the name nor the call rate.
  const { token, ...row } = parseInput(
    carrierSchema(kind).pick({ kind: true, baseUrl: true, accountSid: true, token: true }),
    form,
  );
  const same = row.kind === stored?.kind && row.baseUrl === stored.baseUrl && row.accountSid === stored.accountSid;
  const tokens = token ? [token] : same && stored ? stored.tokens : [];
  if (tokens.length === 0) throw wrongField("token", "Enter the token to test with.", "invalid_request");
  return { id: stored?.id ?? "", ...row, tokens };
}
