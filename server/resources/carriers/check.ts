import { PatchcordError } from "../../platform/errors";
import type { CarrierCheck, CarrierRow, VoiceAdapter } from "../../ports/voice";

/**
 * Asks the carrier whether it is there and takes the row's credentials; changes nothing there. The row may be one that is
 * only being written. Throws `not_found` for a kind nobody speaks.
 */
export async function checkCarrier(
  adapterOf: (kind: string) => VoiceAdapter | null,
  row: CarrierRow,
): Promise<CarrierCheck> {
  const adapter = adapterOf(row.kind);
  if (!adapter) throw new PatchcordError("not_found", "There is no such kind of carrier.");
  return adapter.client(row).check();
}
