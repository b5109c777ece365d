import { hasMailServer } from "../../platform/mail";
import { listDestinations } from "../../resources/alerts/destinations/data";
import { readAlerts } from "../../resources/alerts/settings/data";
import { admin } from "../kit/procedures";

/** The account's rules, its alerts, and whom they are told. */
export const overview = admin.query(async ({ ctx }) => ({
  ...(await readAlerts(ctx.account)),
  destinations: await listDestinations(ctx.account),
  hasMailServer: hasMailServer(),
}));
