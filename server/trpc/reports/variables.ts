import { readVariables } from "../../reports/variables/data";
import { viewer } from "../kit/procedures";

/** The variables that reports have as columns, and those that can be chosen. */
export const variables = viewer.query(({ ctx }) => readVariables(ctx.account));
