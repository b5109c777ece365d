import { listClients } from "../../resources/clients/data";
import { SCOPES } from "../../resources/clients/scopes";
import { admin } from "../kit/procedures";

/** The account's OAuth clients, and the scopes there are with what each lets a client do. */
export const list = admin.query(async ({ ctx }) => ({
  clients: await listClients(ctx.account),
  scopes: Object.entries(SCOPES).map(([scope, meaning]) => ({ scope, meaning })),
}));
