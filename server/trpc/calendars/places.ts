import { z } from "zod";
import { listCountries, listRegions, listStates } from "../../resources/calendars/holidays";
import { admin } from "../kit/procedures";

const code = z.string().max(12).optional();

/** Countries whose holidays are known; of a country its states, of a state its regions. */
export const places = admin.input(z.object({ country: code, state: code })).query(async ({ input }) => ({
  countries: await listCountries(),
  states: input.country ? await listStates(input.country) : [],
  regions: input.country && input.state ? await listRegions(input.country, input.state) : [],
}));
