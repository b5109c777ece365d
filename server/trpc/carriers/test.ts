import { z } from "zod";
import { checkCarrier } from "../../resources/carriers/check";
import { readCarrier } from "../../resources/carriers/data";
import { recordCheck } from "../../resources/carriers/mutations";
import { rowForCheck } from "../../resources/carriers/row-for-check";
import { carrierInput } from "../../resources/carriers/schema";
import { adapterOf, carrierKinds } from "../../wiring";
import { admin } from "../kit/procedures";

/** Tests the connection to a carrier, with a stored row or with the form's values. Changes nothing at the carrier. */
export const test = admin
  .input(z.object({ id: z.uuid().nullable(), form: carrierInput.nullable() }))
  .mutation(async ({ ctx: { account, session }, input: { id, form } }) => {
    const stored = id ? await readCarrier(account, id) : null;
    const result = await checkCarrier(adapterOf, rowForCheck(carrierKinds(), stored, form));
    if (id && !form && result.result === "ok") await recordCheck(session, id);
    return result;
  });
