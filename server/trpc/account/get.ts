import { readSettings } from "../../resources/accounts/data";
import { admin } from "../kit/procedures";

export const get = admin.query(({ ctx: { account } }) => readSettings(account));
