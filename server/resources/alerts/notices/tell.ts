import type { Http } from "../../../ports/http";
import type { AccountId } from "../../../ports/ids";
import type { Message } from "../message";
import { sendEmail } from "./email";
import { openAddress } from "./secret";
import { postToSlack } from "./slack";

/** A destination as its row has it. */
export type Told = { id: string; kind: string; recipients: string[]; secret: Uint8Array | null };

/** Tells one destination. Returns why not, as a sentence for its admin; null where it has the message. Never throws. */
export async function tell(
  http: Http,
  account: AccountId,
  { id, kind, recipients, secret }: Told,
  notice: string,
  message: Message,
): Promise<string | null> {
  try {
    if (kind === "slack" && secret) return await postToSlack(http, openAddress(account, id, secret), message);
    await sendEmail(recipients, notice, message);
    return null;
  } catch (error) {
    return mailFault(error);
  }
}

/** The mail server's own words may name addresses: only its code is told. */
function mailFault(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  if (typeof responseCode === "number") return `The mail server refused it (${responseCode}).`;
  if (typeof code === "string") return `The mail server could not be reached (${code}).`;
  return "The message could not be sent. Ask the operator whether a mail server is set.";
}
