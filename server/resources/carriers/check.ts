import { PatchcordError } from "../../platform/errors";
import type { CarrierCheck, CarrierRow, VoiceAdapter } from "../../ports/voice";

/**
 * Checks that the carrier answers and accepts the row's credentials; changes nothing there. The row need not be stored. Throws
 * `not_found` for a kind without an adapter.
 */
export async function checkCarrier(
  adapterOf: (kind: string) => VoiceAdapter | null,
  row: CarrierRow,
): Promise<CarrierCheck> {
  const adapter = adapterOf(row.kind);
  if (!adapter) throw new PatchcordError("not_found", "There is no such kind of carrier.");
  return adapter.client(row).check();
}
