import { CALLING_COUNTRIES } from "../../flows/buttons/countries";
import { flowsForButtons } from "../../flows/buttons/data";
import { accountFacts } from "../../storage/account-facts";
import { admin } from "../kit/procedures";

/** What the form of a button offers: flows with their arguments, countries, and those of the account's own numbers. */
export const setup = admin.query(async ({ ctx }) => {
  const { rings } = await accountFacts(ctx.account);
  return {
    flows: await flowsForButtons(ctx.account),
    countries: CALLING_COUNTRIES,
    ownCountries: rings.own.countries,
    timeZone: rings.timeZone,
  };
});
