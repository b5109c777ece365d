import { z } from "zod";
import { PatchcordError } from "../../platform/errors";
import { outbound } from "../../platform/outbound/request";
import { checkConnection } from "../../resources/salesforce/check";
import { readLogin } from "../../resources/salesforce/data";
import { loginForTest, recordSignIn } from "../../resources/salesforce/mutations";
import { connectionInput } from "../../resources/salesforce/schema";
import { admin } from "../kit/procedures";

/** Signs in and makes one request, with the stored connection or with the form's values. Changes nothing in Salesforce. */
export const test = admin
  .input(z.object({ form: connectionInput.nullable() }))
  .mutation(async ({ ctx: { account }, input: { form } }) => {
    const stored = await readLogin(account);
    if (form) return checkConnection(outbound, loginForTest(stored, form));
    if (!stored) throw new PatchcordError("not_found", "There is no Salesforce connection.");
    const result = await checkConnection(outbound, stored);
    await recordSignIn(account, stored.revision, result.result === "ok" ? null : result.message);
    return result;
  });
