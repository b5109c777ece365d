import { applyEdits } from "../../flows/drafts/mutations";
import { batch } from "../../flows/drafts/schema";
import { builder } from "../kit/procedures";

/**
 * Edits of a draft, all or none; sent again, they are not made again. `ok: false`: others changed the same meanwhile.
 * Throws `flow_not_found`, `conflict` (archived, name taken), `invalid_request` for what would be no flow.
 */
export const edit = builder.input(batch).mutation(({ ctx, input }) => applyEdits(ctx.session, input));
