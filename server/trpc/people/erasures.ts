import { listErasures } from "../../resources/people/data";
import { admin } from "../kit/procedures";

export const erasures = admin.query(({ ctx: { account } }) => listErasures(account));
