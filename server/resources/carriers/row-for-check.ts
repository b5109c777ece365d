import { PatchcordError } from "../../platform/errors";
import { parseInput } from "../../platform/parse-input";
import type { CarrierKind, CarrierRow } from "../../ports/voice";
import { type CarrierInput, carrierSchema, kindOf, kindsFor } from "./schema";
import { nextSecrets, takeSecrets } from "./secrets";

/**
 * The carrier row to test: the stored one, or the one in the form. A form that names another address, account or kind must bring its
 * own secrets, so that a test cannot send a stored one elsewhere.
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
  const { entered, values } = takeSecrets(
    parseInput(carrierSchema(kind).omit({ name: true, callsPerSecond: true }), form),
  );
  const same =
    values.kind === stored?.kind && values.baseUrl === stored.baseUrl && values.accountSid === stored.accountSid;
  return { id: stored?.id ?? "", ...values, ...nextSecrets(same ? stored : null, entered, false) };
}
