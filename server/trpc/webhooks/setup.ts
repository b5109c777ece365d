import { listFlows } from "../../reports/data";
import { CHOSEN_EVENTS, EVENTS, isAskedFor } from "../../resources/webhooks/events/catalogue";
import { admin } from "../kit/procedures";

/** What the form of an endpoint offers: the types of events, and the account's flows. */
export const setup = admin.query(async ({ ctx }) => ({
  types: CHOSEN_EVENTS.map((name) => ({ name, says: EVENTS[name].says, askedFor: isAskedFor(name) })),
  flows: await listFlows(ctx.account),
}));
