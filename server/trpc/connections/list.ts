import { listConnections } from "../../resources/connections/data";
import { admin } from "../kit/procedures";

/** The account's connections. Secrets never leave the server. */
export const list = admin.query(({ ctx }) => listConnections(ctx.account));
