import { listPublishers } from "../../resources/users/data";
import { builder } from "../kit/procedures";

/** Whom somebody who may not publish can ask to. */
export const publishers = builder.query(({ ctx }) => listPublishers(ctx.account));
