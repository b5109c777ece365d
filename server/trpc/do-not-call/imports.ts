import { listImports } from "../../resources/do-not-call/imports/data";
import { admin } from "../kit/procedures";

export const imports = admin.query(({ ctx: { account } }) => listImports(account));
