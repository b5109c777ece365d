import { listExports } from "../../reports/exports/data";
import { viewer } from "../kit/procedures";

/** The account's exports that are kept, with how far each has got. */
export const exports = viewer.query(({ ctx }) => listExports(ctx.account));
