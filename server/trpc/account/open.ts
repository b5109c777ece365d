import { readSettings } from "../../resources/accounts/data";
import { viewer } from "../kit/procedures";

/** What everybody in the studio has to know of whom the account may ring: all dialling is stopped, or every country is open. */
export const open = viewer.query(async ({ ctx: { account } }) => {
  const { stopped, rules } = await readSettings(account);
  return { stopped, anyCountry: rules.countries.allow === "any" };
});
