import { applyEdits } from "../../flows/drafts/mutations";
import { batch } from "../../flows/drafts/schema";
import { builder } from "../kit/procedures";

/**
 * Applies edits to a draft, all or none; edits that are sent again are skipped. `ok: false`: others have changed the same meanwhile.
 * Throws `flow_not_found`, `conflict` (archived, name taken), `invalid_request` where the result would be no flow.
 */
export const edit = builder.input(batch).mutation(({ ctx, input }) => applyEdits(ctx.session, input));
