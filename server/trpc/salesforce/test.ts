import { z } from "zod";
import { PatchcordError } from "../../platform/errors";
import { outbound } from "../../platform/outbound/request";
import { checkConnection } from "../../resources/salesforce/check";
import { readLogin } from "../../resources/salesforce/data";
import { loginToTry, noteSignIn } from "../../resources/salesforce/mutations";
import { connectionInput } from "../../resources/salesforce/schema";
import { admin } from "../kit/procedures";

/** Signs in and asks, changing nothing there: with the stored connection, or with what stands in the form. */
export const test = admin
  .input(z.object({ form: connectionInput.nullable() }))
  .mutation(async ({ ctx: { account }, input: { form } }) => {
    const stored = await readLogin(account);
    if (form) return checkConnection(outbound, loginToTry(stored, form));
    if (!stored) throw new PatchcordError("not_found", "There is no Salesforce connection.");
    const said = await checkConnection(outbound, stored);
    await noteSignIn(account, stored.revision, said.result === "ok" ? null : said.message);
    return said;
  });
