import { checklist as read } from "../../checklist/data";
import { viewer } from "../kit";

/** What a new account has done of what it takes to a first call. */
export const checklist = viewer.query(({ ctx }) => read(ctx.account));
