import { mailFault, sendMail } from "../../../platform/mail";
import type { Http } from "../../../ports/http";
import type { AccountId } from "../../../ports/ids";
import { alertsAddress, type Message } from "../message";
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
    const { title, text } = message;
    const mail = { subject: `Patchcord: ${title}`, text: `${text}\n\n${alertsAddress()}\n` };
    await sendMail({ to: recipients, id: notice, ...mail });
    return null;
  } catch (error) {
    return mailFault(error);
  }
}
