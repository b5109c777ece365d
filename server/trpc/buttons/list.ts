import { z } from "zod";
import { listButtons } from "../../flows/buttons/data";
import { env } from "../../platform/env";
import { PAGE_SIZE, pageNumber, searchWords } from "../kit/page";
import { admin } from "../kit/procedures";

/** One page of the account's buttons, from page 0 on. `script`: what a site's page loads. */
export const list = admin.input(z.object({ search: searchWords, page: pageNumber })).query(async ({ ctx, input }) => ({
  ...(await listButtons(ctx.account, { ...input, size: PAGE_SIZE })),
  script: `${env().PUBLIC_URL}/api/buttons/button.js`,
  size: PAGE_SIZE,
}));
