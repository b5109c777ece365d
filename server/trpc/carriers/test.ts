import { z } from "zod";
import { readCarrier } from "../../carrier-rows/data";
import { noteCheck } from "../../carrier-rows/mutations";
import { rowToCheck } from "../../carrier-rows/row-to-check";
import { carrierInput } from "../../carrier-rows/schema";
import { carrierKinds, checkCarrier } from "../../main";
import { admin } from "../kit";

/** Asks the carrier, changing nothing there: with a stored row, or with what stands in the form. */
export const test = admin
  .input(z.object({ id: z.uuid().nullable(), form: carrierInput.nullable() }))
  .mutation(async ({ ctx: { account, session }, input: { id, form } }) => {
    const stored = id ? await readCarrier(account, id) : null;
    const result = await checkCarrier(rowToCheck(carrierKinds(), stored, form));
    if (id && !form && result.result === "ok") await noteCheck(session, id);
    return result;
  });
