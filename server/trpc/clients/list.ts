import { listFlows } from "../../reports/data";
import { listClients } from "../../resources/clients/data";
import { SCOPES } from "../../resources/clients/scopes";
import { admin } from "../kit/procedures";

/** The account's OAuth clients, the scopes there are with what each lets a client do, and the flows that one can be bound to. */
export const list = admin.query(async ({ ctx }) => ({
  clients: await listClients(ctx.account),
  scopes: Object.entries(SCOPES).map(([scope, meaning]) => ({ scope, meaning })),
  flows: await listFlows(ctx.account),
}));
