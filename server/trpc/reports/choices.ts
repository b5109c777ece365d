import { readChoices } from "../../reports/overview/data";
import { viewer } from "../kit/procedures";

/** What a report can be narrowed to: flows, versions, clients and buttons. */
export const choices = viewer.query(({ ctx }) => readChoices(ctx.account));
