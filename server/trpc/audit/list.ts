import { z } from "zod";
import { auditChoices, listAudit } from "../../resources/audit/data";
import { auditFilters } from "../../resources/audit/filters";
import { PAGE_SIZE } from "../kit/page";
import { admin } from "../kit/procedures";

/** One page of the audit log, newest first, with who and what it can be filtered by. */
export const list = admin
  .input(z.object({ filters: auditFilters, before: z.uuid().optional(), after: z.uuid().optional() }))
  .query(async ({ ctx, input: { filters, before, after } }) => {
    const [page, choices] = await Promise.all([
      listAudit(ctx.account, filters, { before, after, limit: PAGE_SIZE }),
      auditChoices(ctx.account),
    ]);
    return { ...page, ...choices };
  });
