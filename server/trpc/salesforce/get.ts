import { readConnection } from "../../resources/salesforce/data";
import { admin } from "../kit/procedures";

/** The account's Salesforce connection, if there is one, and the flows that use it. Secrets never leave the server. */
export const get = admin.query(({ ctx: { account } }) => readConnection(account));
