import { isNamedAlone } from "@/engine/ring-rules/places";
import { PatchcordError } from "../../platform/errors";
import type { AccountId } from "../../ports/ids";
import type { AccountFacts } from "../../ports/store";
import type { CarrierCheck, CarrierRow, CarrierUse, VoiceAdapter } from "../../ports/voice";
import { accountFacts } from "../../storage/account-facts";

/**
 * What will fail before the first call through a carrier row: at the carrier, and on the carrier's way to us, which `addressCheck`
 * looks at. Changes nothing there. The row need not be stored. Throws `not_found` for a kind without an adapter.
 */
export async function checkCarrier(
  account: AccountId,
  adapterOf: (kind: string) => VoiceAdapter | null,
  row: CarrierRow,
  addressCheck: (kind: string) => Promise<CarrierCheck>,
): Promise<CarrierCheck[]> {
  const adapter = adapterOf(row.kind);
  if (!adapter) throw new PatchcordError("not_found", "There is no such kind of carrier.");
  const use = carrierUse(await accountFacts(account), row.id);
  const [atCarrier, address] = await Promise.all([adapter.client(row).check(use), addressCheck(row.kind)]);
  return [...atCarrier, address];
}

/** The numbers that call through the row, and the account's countries: those it allows, else those of its own numbers. */
function carrierUse({ numbers, rings }: AccountFacts, carrier: string): CarrierUse {
  const own = [...numbers].filter(([, { voiceEnabled }]) => voiceEnabled);
  const { countries } = rings.rules;
  const allowed = countries.allow === "listed" ? countries.places.filter((place) => !isNamedAlone(place)) : [];
  return {
    numbers: own.filter(([, { carrierId }]) => carrierId === carrier).map(([e164]) => e164),
    countries: allowed.length > 0 ? allowed : [...rings.own.countries],
  };
}
