import { readChecklist } from "../../resources/accounts/data";
import { sandboxClient } from "../../resources/test-phones/sandbox";
import { viewer } from "../kit/procedures";

/** What a new account has done of what it takes to a first call, and whether there are test phones to make it on. */
export const checklist = viewer.query(async ({ ctx: { account } }) => {
  const [done, sandbox] = await Promise.all([readChecklist(account), sandboxClient(account)]);
  return { ...done, phones: sandbox !== null };
});
