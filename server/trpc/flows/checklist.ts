import { readChecklist } from "../../resources/accounts/data";
import { sandboxClient } from "../../resources/test-phones/sandbox";
import { viewer } from "../kit/procedures";

/** The steps to a first call that the account has done, and whether it has test phones. */
export const checklist = viewer.query(async ({ ctx: { account } }) => {
  const [done, sandbox] = await Promise.all([readChecklist(account), sandboxClient(account)]);
  return { ...done, phones: sandbox !== null };
});
