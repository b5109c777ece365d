import { z } from "zod";
import { countries, regionsOf, statesOf } from "../../resources/calendars/holidays";
import { admin } from "../kit/procedures";

const code = z.string().max(12).optional();

/** Countries whose holidays are known; of a country its states, of a state its regions. */
export const places = admin.input(z.object({ country: code, state: code })).query(async ({ input }) => ({
  countries: await countries(),
  states: input.country ? await statesOf(input.country) : [],
  regions: input.country && input.state ? await regionsOf(input.country, input.state) : [],
}));
