import { z } from "zod";
import { checkCarrier } from "../../resources/carriers/check";
import { readCarrier } from "../../resources/carriers/data";
import { noteCheck } from "../../resources/carriers/mutations";
import { rowToCheck } from "../../resources/carriers/row-to-check";
import { carrierInput } from "../../resources/carriers/schema";
import { adapterOf, carrierKinds } from "../../wiring";
import { admin } from "../kit/procedures";

/** Asks the carrier, changing nothing there: with a stored row, or with what stands in the form. */
export const test = admin
  .input(z.object({ id: z.uuid().nullable(), form: carrierInput.nullable() }))
  .mutation(async ({ ctx: { account, session }, input: { id, form } }) => {
    const stored = id ? await readCarrier(account, id) : null;
    const result = await checkCarrier(adapterOf, rowToCheck(carrierKinds(), stored, form));
    if (id && !form && result.result === "ok") await noteCheck(session, id);
    return result;
  });
