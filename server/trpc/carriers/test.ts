import { z } from "zod";
import { checkCarrier } from "../../resources/carriers/check";
import { readCarrier } from "../../resources/carriers/data";
import { recordCheck } from "../../resources/carriers/mutations";
import { rowForCheck } from "../../resources/carriers/row-for-check";
import { carrierInput } from "../../resources/carriers/schema";
import { adapterOf, carrierKinds, publicAddressCheck } from "../../wiring";
import { admin } from "../kit/procedures";

/**
 * Says what will fail before the first call is made through a carrier, with a stored row or with the form's values. Changes nothing
 * at the carrier.
 */
export const test = admin
  .input(z.object({ id: z.uuid().nullable(), form: carrierInput.nullable() }))
  .mutation(async ({ ctx: { account, session }, input: { id, form } }) => {
    const stored = id ? await readCarrier(account, id) : null;
    const row = rowForCheck(carrierKinds(), stored, form);
    const checks = await checkCarrier(account, adapterOf, row, publicAddressCheck);
    const refused = checks.some(({ check, state }) => (check === "credentials" || check === "token") && state !== "ok");
    if (id && !form && !refused) await recordCheck(session, id);
    return { checks };
  });
